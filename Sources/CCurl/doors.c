#include "shim.h"

#include <loader.h>
#include <stdio.h>
#include <stdlib.h>

// Every function of libcurl that is used. One that is not here cannot be called.
#define FUNCTIONS(X)     \
  X(curl_easy_cleanup)   \
  X(curl_easy_getinfo)   \
  X(curl_easy_init)      \
  X(curl_easy_setopt)    \
  X(curl_easy_strerror)  \
  X(curl_global_init)    \
  X(curl_multi_add_handle) \
  X(curl_multi_cleanup)  \
  X(curl_multi_info_read) \
  X(curl_multi_init)     \
  X(curl_multi_perform)  \
  X(curl_multi_poll)     \
  X(curl_multi_remove_handle) \
  X(curl_slist_append)   \
  X(curl_slist_free_all)

struct postern_curl {
#define FIELD(name) __typeof__(name) *name;
  FUNCTIONS(FIELD)
};

const struct postern_curl *postern_curl_load(const char *library, char *fault, size_t room) {
  struct postern_curl *curl = calloc(1, sizeof *curl);
  if (curl == NULL) {
    snprintf(fault, room, "%s: no memory", library);
    return NULL;
  }
#define ENTRY(name) {#name, (void **)&curl->name},
  const struct postern_function functions[] = {FUNCTIONS(ENTRY)};
  size_t count = sizeof functions / sizeof functions[0];
  if (!postern_load(&library, 1, functions, count, fault, room)) {
    free(curl);
    return NULL;
  }
  CURLcode code = (curl->curl_global_init)(CURL_GLOBAL_DEFAULT);
  if (code != CURLE_OK) {
    snprintf(fault, room, "%s: %s", library, (curl->curl_easy_strerror)(code));
    free(curl);
    return NULL;
  }
  return curl;
}

// The names in parentheses are not libcurl's macros of the same name.
CURL *postern_curl_easy_init(const struct postern_curl *curl) { return (curl->curl_easy_init)(); }

void postern_curl_easy_cleanup(const struct postern_curl *curl, CURL *transfer) {
  (curl->curl_easy_cleanup)(transfer);
}

const char *postern_curl_easy_strerror(const struct postern_curl *curl, CURLcode code) {
  return (curl->curl_easy_strerror)(code);
}

struct curl_slist *postern_curl_slist_append(
    const struct postern_curl *curl, struct curl_slist *list, const char *text) {
  return (curl->curl_slist_append)(list, text);
}

void postern_curl_slist_free_all(const struct postern_curl *curl, struct curl_slist *list) {
  (curl->curl_slist_free_all)(list);
}

CURLM *postern_curl_multi_init(const struct postern_curl *curl) {
  return (curl->curl_multi_init)();
}

void postern_curl_multi_cleanup(const struct postern_curl *curl, CURLM *multi) {
  (curl->curl_multi_cleanup)(multi);
}

CURLMcode postern_curl_multi_add(const struct postern_curl *curl, CURLM *multi, CURL *transfer) {
  return (curl->curl_multi_add_handle)(multi, transfer);
}

void postern_curl_multi_remove(const struct postern_curl *curl, CURLM *multi, CURL *transfer) {
  (curl->curl_multi_remove_handle)(multi, transfer);
}

CURLMcode postern_curl_multi_perform(const struct postern_curl *curl, CURLM *multi, int *running) {
  return (curl->curl_multi_perform)(multi, running);
}

CURLMcode postern_curl_multi_poll(
    const struct postern_curl *curl, CURLM *multi, int descriptor, int milliseconds) {
  struct curl_waitfd extra = {.fd = descriptor, .events = CURL_WAIT_POLLIN};
  return (curl->curl_multi_poll)(multi, &extra, descriptor < 0 ? 0 : 1, milliseconds, NULL);
}

_Bool postern_curl_multi_result(const struct postern_curl *curl, CURLM *multi, CURLcode *code) {
  int rest = 0;
  const CURLMsg *message = (curl->curl_multi_info_read)(multi, &rest);
  if (message == NULL || message->msg != CURLMSG_DONE) return 0;
  *code = message->data.result;
  return 1;
}

CURLcode postern_curl_set_long(
    const struct postern_curl *curl, CURL *transfer, CURLoption option, long value) {
  return (curl->curl_easy_setopt)(transfer, option, value);
}

CURLcode postern_curl_set_text(
    const struct postern_curl *curl, CURL *transfer, CURLoption option, const char *value) {
  return (curl->curl_easy_setopt)(transfer, option, value);
}

CURLcode postern_curl_set_list(
    const struct postern_curl *curl, CURL *transfer, CURLoption option, struct curl_slist *value) {
  return (curl->curl_easy_setopt)(transfer, option, value);
}

CURLcode postern_curl_set_pointer(
    const struct postern_curl *curl, CURL *transfer, CURLoption option, void *value) {
  return (curl->curl_easy_setopt)(transfer, option, value);
}

CURLcode postern_curl_set_blob(
    const struct postern_curl *curl, CURL *transfer, CURLoption option, const void *bytes,
    size_t count) {
  struct curl_blob blob = {.data = (void *)bytes, .len = count, .flags = CURL_BLOB_COPY};
  return (curl->curl_easy_setopt)(transfer, option, &blob);
}

CURLcode postern_curl_set_body(
    const struct postern_curl *curl, CURL *transfer, const void *bytes, size_t count) {
  CURLcode code =
      (curl->curl_easy_setopt)(transfer, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)count);
  if (code != CURLE_OK) return code;
  return (curl->curl_easy_setopt)(transfer, CURLOPT_COPYPOSTFIELDS, count == 0 ? "" : bytes);
}

CURLcode postern_curl_set_receiver(
    const struct postern_curl *curl, CURL *transfer, CURLoption option,
    curl_write_callback function) {
  return (curl->curl_easy_setopt)(transfer, option, function);
}

long postern_curl_get_long(const struct postern_curl *curl, CURL *transfer, CURLINFO info) {
  long value = 0;
  return (curl->curl_easy_getinfo)(transfer, info, &value) == CURLE_OK ? value : 0;
}
