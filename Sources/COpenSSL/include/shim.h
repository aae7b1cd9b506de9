// OpenSSL, which is loaded at its first use (doors.c), and functions for those of its macros that
// are used, since Swift does not see them.
#ifndef POSTERN_COPENSSL_H
#define POSTERN_COPENSSL_H

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/objects.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

// Loads OpenSSL, at the first call; NULL when it can be used, else the reason in words. Can be
// called from any thread. Without a usable OpenSSL, each of its functions ends the program.
const char *postern_openssl_fault(void);

static inline int postern_x509_count(const STACK_OF(X509) *chain) { return sk_X509_num(chain); }

static inline X509 *postern_x509_at(const STACK_OF(X509) *chain, int index) {
  return sk_X509_value(chain, index);
}

static inline int postern_names_count(const GENERAL_NAMES *names) {
  return sk_GENERAL_NAME_num(names);
}

static inline const GENERAL_NAME *postern_name_at(const GENERAL_NAMES *names, int index) {
  return sk_GENERAL_NAME_value(names, index);
}

static inline void postern_names_free(GENERAL_NAMES *names) { GENERAL_NAMES_free(names); }

// BIO_get_mem_data is a macro over BIO_ctrl.
static inline long postern_bio_bytes(BIO *bio, char **bytes) { return BIO_get_mem_data(bio, bytes); }

// How X.509 names are written: on one line, `CN=…, O=…`, in UTF-8. The flags are macros with casts,
// which Swift does not import.
static inline unsigned long postern_name_flags(void) {
  return (XN_FLAG_ONELINE & ~XN_FLAG_SPC_EQ & ~ASN1_STRFLGS_ESC_MSB) | ASN1_STRFLGS_UTF8_CONVERT;
}

// EVP_PKEY_bits became a macro for EVP_PKEY_get_bits in OpenSSL 3.0.
static inline int postern_key_bits(const EVP_PKEY *key) { return EVP_PKEY_bits(key); }

// The kind of key (EVP_PKEY_RSA …); EVP_PKEY_base_id is a macro since OpenSSL 3.0.
static inline int postern_key_kind(const EVP_PKEY *key) { return EVP_PKEY_base_id(key); }

// The connection whose certificate the context verifies.
static inline SSL *postern_verified_ssl(X509_STORE_CTX *context) {
  return (SSL *)X509_STORE_CTX_get_ex_data(context, SSL_get_ex_data_X509_STORE_CTX_idx());
}

// Reserves an index for a pointer of ours in SSL contexts; SSL_CTX_get_ex_new_index is a macro.
static inline int postern_context_index(void) {
  return SSL_CTX_get_ex_new_index(0, NULL, NULL, NULL, NULL);
}

// Sets the server's name for SNI (RFC 6066 section 3); SSL_set_tlsext_host_name is a macro.
static inline int postern_set_server_name(SSL *ssl, const char *name) {
  return SSL_set_tlsext_host_name(ssl, name) == 1;
}

// SSL_CTX_set_min_proto_version is a macro.
static inline int postern_require_tls12(SSL_CTX *context) {
  return SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) == 1;
}

// SSL_OP_NO_RENEGOTIATION is a macro.
static inline void postern_refuse_renegotiation(SSL_CTX *context) {
  SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION);
}

// The name of the cipher suite, also during the handshake.
static inline const char *postern_cipher(const SSL *ssl) {
  const SSL_CIPHER *cipher = SSL_get_current_cipher(ssl);
  if (cipher == NULL) cipher = SSL_get_pending_cipher(ssl);
  return SSL_CIPHER_get_name(cipher);
}

// Stacks: their functions are macros, too.
static inline STACK_OF(X509) *postern_x509_stack(void) { return sk_X509_new_null(); }

static inline int postern_x509_push(STACK_OF(X509) *stack, X509 *certificate) {
  return sk_X509_push(stack, certificate);
}

// Frees the stack, but not the certificates in it.
static inline void postern_x509_stack_free(STACK_OF(X509) *stack) { sk_X509_free(stack); }

static inline void postern_bags_free(STACK_OF(PKCS12_SAFEBAG) *bags) {
  sk_PKCS12_SAFEBAG_pop_free(bags, PKCS12_SAFEBAG_free);
}

static inline void postern_safes_free(STACK_OF(PKCS7) *safes) {
  sk_PKCS7_pop_free(safes, PKCS7_free);
}

#endif
