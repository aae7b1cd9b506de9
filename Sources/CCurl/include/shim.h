// The door to libcurl, which speaks HTTPS and nothing else here. It is loaded at its first use (doors.c): few
// commands need it, and it brings thirty libraries along.
#ifndef POSTERN_CCURL_H
#define POSTERN_CCURL_H

// The checks of curl_easy_setopt's third argument are macros, which Swift does not see; the doors below have a
// type for each kind of argument.
#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>

// libcurl's functions, as they were found.
struct postern_curl;

// The library whose headers were compiled.
#define POSTERN_LIBCURL "libcurl.so.4"

// Loads a library and prepares it, which may be done once in a process. NULL with the reason in `fault`, in
// words, when it cannot be used.
const struct postern_curl *postern_curl_load(const char *library, char *fault, size_t room);

// What follows are libcurl's functions of the same name.
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

// Waits until the transfer can go on or `descriptor` is readable, at most so long.
CURLMcode postern_curl_multi_poll(
    const struct postern_curl *curl, CURLM *multi, int descriptor, int milliseconds);

// How the only transfer ended; false while it goes on. The message is a union, and its list takes an address.
_Bool postern_curl_multi_result(const struct postern_curl *curl, CURLM *multi, CURLcode *code);

// curl_easy_setopt and curl_easy_getinfo take any type as last argument, which Swift cannot.
CURLcode postern_curl_set_long(
    const struct postern_curl *curl, CURL *transfer, CURLoption option, long value);
CURLcode postern_curl_set_text(
    const struct postern_curl *curl, CURL *transfer, CURLoption option, const char *value);
CURLcode postern_curl_set_list(
    const struct postern_curl *curl, CURL *transfer, CURLoption option, struct curl_slist *value);
CURLcode postern_curl_set_pointer(
    const struct postern_curl *curl, CURL *transfer, CURLoption option, void *value);
// Copies bytes that stand for a file.
CURLcode postern_curl_set_blob(
    const struct postern_curl *curl, CURL *transfer, CURLoption option, const void *bytes,
    size_t count);
// Copies the body of a request.
CURLcode postern_curl_set_body(
    const struct postern_curl *curl, CURL *transfer, const void *bytes, size_t count);
// A function for CURLOPT_WRITEFUNCTION or CURLOPT_HEADERFUNCTION.
CURLcode postern_curl_set_receiver(
    const struct postern_curl *curl, CURL *transfer, CURLoption option,
    curl_write_callback function);
long postern_curl_get_long(const struct postern_curl *curl, CURL *transfer, CURLINFO info);

#endif
