// libcurl, which is used for HTTPS only. It is loaded at its first use (doors.c): few commands need
// it, and it brings thirty libraries along.
#ifndef POSTERN_CCURL_H
#define POSTERN_CCURL_H

// curl.h checks the third argument of curl_easy_setopt by macros, which Swift does not see; below
// there is a function for each type of argument instead.
#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>

// The addresses of libcurl's functions.
struct postern_curl;

// The soname of the library that curl.h belongs to.
#define POSTERN_LIBCURL "libcurl.so.4"

// Loads a library and initializes it (curl_global_init), to be done once. Returns NULL, with the
// reason in words in `fault`, when it cannot be used.
const struct postern_curl *postern_curl_load(const char *library, char *fault, size_t room);

// These call libcurl's functions of the same name (multi_add: curl_multi_add_handle).
CURL *postern_curl_easy_init(const struct postern_curl *curl);
void postern_curl_easy_cleanup(const struct postern_curl *curl, CURL *transfer);
const char *postern_curl_easy_strerror(const struct postern_curl *curl, CURLcode code);
struct curl_slist *postern_curl_slist_append(
    const struct postern_curl *curl, struct curl_slist *list, const char *text);
void postern_curl_slist_free_all(const struct postern_curl *curl, struct curl_slist *list);
CURLM *postern_curl_multi_init(const struct postern_curl *curl);
void postern_curl_multi_cleanup(const struct postern_curl *curl, CURLM *multi);
CURLMcode postern_curl_multi_add(const struct postern_curl *curl, CURLM *multi, CURL *transfer);
void postern_curl_multi_remove(const struct postern_curl *curl, CURLM *multi, CURL *transfer);
CURLMcode postern_curl_multi_perform(const struct postern_curl *curl, CURLM *multi, int *running);

// Waits until the transfer can go on, `descriptor` is readable or the time is over; a negative
// descriptor is ignored.
CURLMcode postern_curl_multi_poll(
    const struct postern_curl *curl, CURLM *multi, int descriptor, int milliseconds);

// Stores in `code` how the only transfer ended; false while it goes on (curl_multi_info_read).
_Bool postern_curl_multi_result(const struct postern_curl *curl, CURLM *multi, CURLcode *code);

// curl_easy_setopt and curl_easy_getinfo are variadic, and Swift cannot call variadic functions.
CURLcode postern_curl_set_long(
    const struct postern_curl *curl, CURL *transfer, CURLoption option, long value);
CURLcode postern_curl_set_text(
    const struct postern_curl *curl, CURL *transfer, CURLoption option, const char *value);
CURLcode postern_curl_set_list(
    const struct postern_curl *curl, CURL *transfer, CURLoption option, struct curl_slist *value);
CURLcode postern_curl_set_pointer(
    const struct postern_curl *curl, CURL *transfer, CURLoption option, void *value);
// Sets an option that takes the content of a file (curl_blob); copies the bytes.
CURLcode postern_curl_set_blob(
    const struct postern_curl *curl, CURL *transfer, CURLoption option, const void *bytes,
    size_t count);
// Sets the body of a POST; copies the bytes.
CURLcode postern_curl_set_body(
    const struct postern_curl *curl, CURL *transfer, const void *bytes, size_t count);
// Sets the callback CURLOPT_WRITEFUNCTION or CURLOPT_HEADERFUNCTION.
CURLcode postern_curl_set_receiver(
    const struct postern_curl *curl, CURL *transfer, CURLoption option,
    curl_write_callback function);
long postern_curl_get_long(const struct postern_curl *curl, CURL *transfer, CURLINFO info);

#endif
