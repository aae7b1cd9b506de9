#include "shim.h"

#include <loader.h>
#include <pthread.h>

// Every function of OpenSSL that is used, those behind its macros included: its result, name, parameters and
// arguments. One that is not here is missing when the program is linked.
#define FUNCTIONS(X)                                                                             \
  X(void, ASN1_OBJECT_free, (ASN1_OBJECT *a), (a))                                               \
  X(const unsigned char *, ASN1_STRING_get0_data, (const ASN1_STRING *x), (x))                   \
  X(int, ASN1_STRING_length, (const ASN1_STRING *x), (x))                                        \
  X(int, ASN1_TIME_to_tm, (const ASN1_TIME *s, struct tm *tm), (s, tm))                          \
  X(long, BIO_ctrl, (BIO *bp, int cmd, long larg, void *parg), (bp, cmd, larg, parg))            \
  X(size_t, BIO_ctrl_pending, (BIO *b), (b))                                                     \
  X(int, BIO_free, (BIO *a), (a))                                                                \
  X(BIO *, BIO_new, (const BIO_METHOD *type), (type))                                            \
  X(BIO *, BIO_new_mem_buf, (const void *buf, int len), (buf, len))                              \
  X(int, BIO_read, (BIO *b, void *data, int dlen), (b, data, dlen))                              \
  X(const BIO_METHOD *, BIO_s_mem, (void), ())                                                   \
  X(int, BIO_write, (BIO *b, const void *data, int dlen), (b, data, dlen))                       \
  X(int, CRYPTO_get_ex_new_index,                                                                \
    (int class_index, long argl, void *argp, CRYPTO_EX_new *new_func, CRYPTO_EX_dup *dup_func,   \
    CRYPTO_EX_free *free_func), (class_index, argl, argp, new_func, dup_func, free_func))        \
  X(EVP_PKEY *, d2i_PUBKEY,                                                                      \
    (EVP_PKEY **a, const unsigned char **pp, long length), (a, pp, length))                      \
  X(void, ERR_clear_error, (void), ())                                                           \
  X(void, ERR_error_string_n, (unsigned long e, char *buf, size_t len), (e, buf, len))           \
  X(unsigned long, ERR_peek_error, (void), ())                                                   \
  X(int, EVP_Digest,                                                                             \
    (const void *data, size_t count, unsigned char *md, unsigned int *size, const EVP_MD *type,  \
    ENGINE *impl), (data, count, md, size, type, impl))                                          \
  X(int, EVP_DigestSign,                                                                         \
    (EVP_MD_CTX *ctx, unsigned char *sigret, size_t *siglen, const unsigned char *tbs,           \
    size_t tbslen), (ctx, sigret, siglen, tbs, tbslen))                                          \
  X(int, EVP_DigestSignInit,                                                                     \
    (EVP_MD_CTX *ctx, EVP_PKEY_CTX **pctx, const EVP_MD *type, ENGINE *e, EVP_PKEY *pkey), (ctx, \
    pctx, type, e, pkey))                                                                        \
  X(int, EVP_DigestVerify,                                                                       \
    (EVP_MD_CTX *ctx, const unsigned char *sigret, size_t siglen, const unsigned char *tbs,      \
    size_t tbslen), (ctx, sigret, siglen, tbs, tbslen))                                          \
  X(int, EVP_DigestVerifyInit,                                                                   \
    (EVP_MD_CTX *ctx, EVP_PKEY_CTX **pctx, const EVP_MD *type, ENGINE *e, EVP_PKEY *pkey), (ctx, \
    pctx, type, e, pkey))                                                                        \
  X(const EVP_MD *, EVP_md5, (void), ())                                                         \
  X(void, EVP_MD_CTX_free, (EVP_MD_CTX *ctx), (ctx))                                             \
  X(EVP_MD_CTX *, EVP_MD_CTX_new, (void), ())                                                    \
  X(int, EVP_PKEY_CTX_set_rsa_padding, (EVP_PKEY_CTX *ctx, int pad_mode), (ctx, pad_mode))       \
  X(int, EVP_PKEY_CTX_set_rsa_pss_saltlen, (EVP_PKEY_CTX *ctx, int saltlen), (ctx, saltlen))     \
  X(void, EVP_PKEY_free, (EVP_PKEY *pkey), (pkey))                                               \
  X(int, EVP_PKEY_get_base_id, (const EVP_PKEY *pkey), (pkey))                                   \
  X(int, EVP_PKEY_get_bits, (const EVP_PKEY *pkey), (pkey))                                      \
  X(int, EVP_PKEY_get_security_bits, (const EVP_PKEY *pkey), (pkey))                             \
  X(int, EVP_PKEY_get_size, (const EVP_PKEY *pkey), (pkey))                                      \
  X(const EVP_MD *, EVP_sha1, (void), ())                                                        \
  X(const EVP_MD *, EVP_sha256, (void), ())                                                      \
  X(const EVP_MD *, EVP_sha384, (void), ())                                                      \
  X(const EVP_MD *, EVP_sha512, (void), ())                                                      \
  X(void, GENERAL_NAMES_free, (GENERAL_NAMES *a), (a))                                           \
  X(unsigned char *, HMAC,                                                                       \
    (const EVP_MD *evp_md, const void *key, int key_len, const unsigned char *data,              \
    size_t data_len, unsigned char *md, unsigned int *md_len), (evp_md, key, key_len, data,      \
    data_len, md, md_len))                                                                       \
  X(int, i2d_PKCS12_bio, (BIO *bp, const PKCS12 *p12), (bp, p12))                                \
  X(int, OBJ_create, (const char *oid, const char *sn, const char *ln), (oid, sn, ln))           \
  X(const char *, OBJ_nid2ln, (int n), (n))                                                      \
  X(const char *, OBJ_nid2sn, (int n), (n))                                                      \
  X(ASN1_OBJECT *, OBJ_txt2obj, (const char *s, int no_name), (s, no_name))                      \
  X(int, OPENSSL_init_crypto, (uint64_t opts, const OPENSSL_INIT_SETTINGS *settings),             \
    (opts, settings))                                                                            \
  X(void, OPENSSL_sk_free, (OPENSSL_STACK *a), (a))                                              \
  X(OPENSSL_STACK *, OPENSSL_sk_new_null, (void), ())                                            \
  X(int, OPENSSL_sk_num, (const OPENSSL_STACK *a), (a))                                          \
  X(void, OPENSSL_sk_pop_free, (OPENSSL_STACK *st, void (*func)(void *)), (st, func))            \
  X(int, OPENSSL_sk_push, (OPENSSL_STACK *st, const void *data), (st, data))                     \
  X(void *, OPENSSL_sk_value, (const OPENSSL_STACK *a, int b), (a, b))                           \
  X(EVP_PKEY *, PEM_read_bio_PrivateKey,                                                         \
    (BIO *out, EVP_PKEY **x, pem_password_cb *cb, void *u), (out, x, cb, u))                     \
  X(X509 *, PEM_read_bio_X509,                                                                   \
    (BIO *out, X509 **x, pem_password_cb *cb, void *u), (out, x, cb, u))                         \
  X(int, PEM_write_bio_X509, (BIO *out, const X509 *x), (out, x))                                \
  X(int, PKCS12_add1_attr_by_NID,                                                                \
    (PKCS12_SAFEBAG *bag, int nid, int type, const unsigned char *bytes, int len), (bag, nid,    \
    type, bytes, len))                                                                           \
  X(PKCS12_SAFEBAG *, PKCS12_add_cert,                                                           \
    (STACK_OF(PKCS12_SAFEBAG) **pbags, X509 *cert), (pbags, cert))                               \
  X(int, PKCS12_add_friendlyname_utf8,                                                           \
    (PKCS12_SAFEBAG *bag, const char *name, int namelen), (bag, name, namelen))                  \
  X(int, PKCS12_add_safe,                                                                        \
    (STACK_OF(PKCS7) **psafes, STACK_OF(PKCS12_SAFEBAG) *bags, int safe_nid, int iter,           \
    const char *pass), (psafes, bags, safe_nid, iter, pass))                                     \
  X(PKCS12 *, PKCS12_add_safes, (STACK_OF(PKCS7) *safes, int p7_nid), (safes, p7_nid))           \
  X(void, PKCS12_free, (PKCS12 *a), (a))                                                         \
  X(void, PKCS12_SAFEBAG_free, (PKCS12_SAFEBAG *a), (a))                                         \
  X(int, PKCS12_set_mac,                                                                         \
    (PKCS12 *p12, const char *pass, int passlen, unsigned char *salt, int saltlen, int iter,     \
    const EVP_MD *md_type), (p12, pass, passlen, salt, saltlen, iter, md_type))                  \
  X(int, PKCS5_PBKDF2_HMAC,                                                                      \
    (const char *pass, int passlen, const unsigned char *salt, int saltlen, int iter,            \
    const EVP_MD *digest, int keylen, unsigned char *out), (pass, passlen, salt, saltlen, iter,  \
    digest, keylen, out))                                                                        \
  X(void, PKCS7_free, (PKCS7 *a), (a))                                                           \
  X(const char *, SSL_CIPHER_get_name, (const SSL_CIPHER *c), (c))                               \
  X(long, SSL_ctrl, (SSL *ssl, int cmd, long larg, void *parg), (ssl, cmd, larg, parg))          \
  X(long, SSL_CTX_ctrl, (SSL_CTX *ctx, int cmd, long larg, void *parg), (ctx, cmd, larg, parg))  \
  X(void, SSL_CTX_free, (SSL_CTX *a), (a))                                                       \
  X(void *, SSL_CTX_get_ex_data, (const SSL_CTX *ssl, int idx), (ssl, idx))                      \
  X(int, SSL_CTX_get_security_level, (const SSL_CTX *ctx), (ctx))                                \
  X(int, SSL_CTX_load_verify_dir, (SSL_CTX *ctx, const char *CApath), (ctx, CApath))             \
  X(int, SSL_CTX_load_verify_file, (SSL_CTX *ctx, const char *CAfile), (ctx, CAfile))            \
  X(SSL_CTX *, SSL_CTX_new, (const SSL_METHOD *meth), (meth))                                    \
  X(void, SSL_CTX_set_cert_verify_callback,                                                      \
    (SSL_CTX *ctx, int (*cb)(X509_STORE_CTX *, void *), void *arg), (ctx, cb, arg))              \
  X(int, SSL_CTX_set_ex_data, (SSL_CTX *ssl, int idx, void *data), (ssl, idx, data))             \
  X(void, SSL_CTX_set_info_callback,                                                             \
    (SSL_CTX *ctx, void (*cb)(const SSL *ssl, int type, int val)), (ctx, cb))                    \
  X(uint64_t, SSL_CTX_set_options, (SSL_CTX *ctx, uint64_t op), (ctx, op))                       \
  X(void, SSL_CTX_set_security_level, (SSL_CTX *ctx, int level), (ctx, level))                   \
  X(void, SSL_CTX_set_verify,                                                                    \
    (SSL_CTX *ctx, int mode, SSL_verify_cb callback), (ctx, mode, callback))                     \
  X(int, SSL_do_handshake, (SSL *s), (s))                                                        \
  X(void, SSL_free, (SSL *ssl), (ssl))                                                           \
  X(const SSL_CIPHER *, SSL_get_current_cipher, (const SSL *s), (s))                             \
  X(int, SSL_get_error, (const SSL *s, int ret_code), (s, ret_code))                             \
  X(int, SSL_get_ex_data_X509_STORE_CTX_idx, (void), ())                                         \
  X(const SSL_CIPHER *, SSL_get_pending_cipher, (const SSL *s), (s))                             \
  X(SSL_CTX *, SSL_get_SSL_CTX, (const SSL *ssl), (ssl))                                         \
  X(const char *, SSL_get_version, (const SSL *s), (s))                                          \
  X(SSL *, SSL_new, (SSL_CTX *ctx), (ctx))                                                       \
  X(int, SSL_read, (SSL *ssl, void *buf, int num), (ssl, buf, num))                              \
  X(void, SSL_set_bio, (SSL *s, BIO *rbio, BIO *wbio), (s, rbio, wbio))                          \
  X(void, SSL_set_connect_state, (SSL *s), (s))                                                  \
  X(int, SSL_shutdown, (SSL *s), (s))                                                            \
  X(int, SSL_write, (SSL *ssl, const void *buf, int num), (ssl, buf, num))                       \
  X(const SSL_METHOD *, TLS_client_method, (void), ())                                           \
  X(int, X509_check_ca, (X509 *x), (x))                                                          \
  X(int, X509_check_host,                                                                        \
    (X509 *x, const char *chk, size_t chklen, unsigned int flags, char **peername), (x, chk,     \
    chklen, flags, peername))                                                                    \
  X(int, X509_check_ip_asc, (X509 *x, const char *ipasc, unsigned int flags), (x, ipasc, flags)) \
  X(int, X509_check_private_key, (const X509 *cert, const EVP_PKEY *pkey), (cert, pkey))         \
  X(int, X509_cmp, (const X509 *a, const X509 *b), (a, b))                                       \
  X(int, X509_digest,                                                                            \
    (const X509 *data, const EVP_MD *type, unsigned char *md, unsigned int *len), (data, type,   \
    md, len))                                                                                    \
  X(void, X509_free, (X509 *a), (a))                                                             \
  X(const ASN1_TIME *, X509_get0_notAfter, (const X509 *x), (x))                                 \
  X(const ASN1_TIME *, X509_get0_notBefore, (const X509 *x), (x))                                \
  X(EVP_PKEY *, X509_get0_pubkey, (const X509 *x), (x))                                          \
  X(void *, X509_get_ext_d2i,                                                                    \
    (const X509 *x, int nid, int *crit, int *idx), (x, nid, crit, idx))                          \
  X(X509_NAME *, X509_get_issuer_name, (const X509 *a), (a))                                     \
  X(int, X509_get_signature_info,                                                                \
    (X509 *x, int *mdnid, int *pknid, int *secbits, uint32_t *flags), (x, mdnid, pknid,          \
    secbits, flags))                                                                             \
  X(int, X509_get_signature_nid, (const X509 *x), (x))                                           \
  X(X509_NAME *, X509_get_subject_name, (const X509 *a), (a))                                    \
  X(int, X509_NAME_cmp, (const X509_NAME *a, const X509_NAME *b), (a, b))                        \
  X(int, X509_NAME_entry_count, (const X509_NAME *name), (name))                                 \
  X(int, X509_NAME_print_ex,                                                                     \
    (BIO *out, const X509_NAME *nm, int indent, unsigned long flags), (out, nm, indent, flags))  \
  X(int, X509_STORE_add_cert, (X509_STORE *ctx, X509 *x), (ctx, x))                              \
  X(void, X509_STORE_CTX_free, (X509_STORE_CTX *ctx), (ctx))                                     \
  X(X509 *, X509_STORE_CTX_get0_cert, (const X509_STORE_CTX *ctx), (ctx))                        \
  X(X509_VERIFY_PARAM *, X509_STORE_CTX_get0_param, (const X509_STORE_CTX *ctx), (ctx))          \
  X(X509_STORE *, X509_STORE_CTX_get0_store, (const X509_STORE_CTX *ctx), (ctx))                 \
  X(STACK_OF(X509) *, X509_STORE_CTX_get0_untrusted, (const X509_STORE_CTX *ctx), (ctx))         \
  X(X509 *, X509_STORE_CTX_get_current_cert, (const X509_STORE_CTX *ctx), (ctx))                 \
  X(int, X509_STORE_CTX_get_error, (const X509_STORE_CTX *ctx), (ctx))                           \
  X(int, X509_STORE_CTX_get_error_depth, (const X509_STORE_CTX *ctx), (ctx))                     \
  X(void *, X509_STORE_CTX_get_ex_data, (const X509_STORE_CTX *ctx, int idx), (ctx, idx))        \
  X(int, X509_STORE_CTX_get_num_untrusted, (const X509_STORE_CTX *ctx), (ctx))                   \
  X(int, X509_STORE_CTX_init,                                                                    \
    (X509_STORE_CTX *ctx, X509_STORE *trust_store, X509 *target, STACK_OF(X509) *untrusted),     \
    (ctx, trust_store, target, untrusted))                                                       \
  X(X509_STORE_CTX *, X509_STORE_CTX_new, (void), ())                                            \
  X(int, X509_STORE_CTX_set_default, (X509_STORE_CTX *ctx, const char *name), (ctx, name))       \
  X(void, X509_STORE_CTX_set_error, (X509_STORE_CTX *ctx, int s), (ctx, s))                      \
  X(void, X509_STORE_CTX_set_flags, (X509_STORE_CTX *ctx, unsigned long flags), (ctx, flags))    \
  X(void, X509_STORE_CTX_set_verify_cb,                                                          \
    (X509_STORE_CTX *ctx, X509_STORE_CTX_verify_cb verify), (ctx, verify))                       \
  X(void, X509_STORE_free, (X509_STORE *v), (v))                                                 \
  X(X509_STORE *, X509_STORE_new, (void), ())                                                    \
  X(int, X509_up_ref, (X509 *x), (x))                                                            \
  X(int, X509_verify_cert, (X509_STORE_CTX *ctx), (ctx))                                         \
  X(const char *, X509_verify_cert_error_string, (long n), (n))                                  \
  X(void, X509_VERIFY_PARAM_set_auth_level,                                                      \
    (X509_VERIFY_PARAM *param, int auth_level), (param, auth_level))

static struct {
#define FIELD(result, name, parameters, arguments) result(*name) parameters;
  FUNCTIONS(FIELD)
} library;

static char fault[256];

#define TEXT(number) #number
#define LIBRARY(name, number) name ".so." TEXT(number)

// The version whose headers were compiled.
static void load(void) {
#define ENTRY(result, name, parameters, arguments) {#name, (void **)&library.name},
  static const struct postern_function functions[] = {FUNCTIONS(ENTRY)};
  static const char *const names[] = {
      LIBRARY("libcrypto", OPENSSL_SHLIB_VERSION), LIBRARY("libssl", OPENSSL_SHLIB_VERSION)};
  if (!postern_load(
          names, sizeof names / sizeof names[0], functions,
          sizeof functions / sizeof functions[0], fault, sizeof fault)) {
    return;
  }
  // The process may end while another thread still initializes OpenSSL, which must stay until then.
  library.OPENSSL_init_crypto(OPENSSL_INIT_NO_ATEXIT, NULL);
}

const char *postern_openssl_fault(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, load);
  return fault[0] == '\0' ? NULL : fault;
}

// Each function under its own name, for Swift and for OpenSSL's macros. Hidden, so that OpenSSL, which calls
// most of them itself, finds its own.
#define DOOR(result, name, parameters, arguments)                \
  __attribute__((visibility("hidden"))) result name parameters { \
    const char *missing = postern_openssl_fault();               \
    if (missing != NULL) postern_not_loaded(missing);            \
    return library.name arguments;                               \
  }
FUNCTIONS(DOOR)
