#define _GNU_SOURCE
#include "process.h"

#include <fcntl.h>
#include <malloc.h>
#include <pthread.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <syslog.h>
#include <unistd.h>

// Opened for reading only: what was to be written to a closed descriptor then fails, as it should.
static void open_standard_descriptors(void) {
  for (int number = 0; number <= 2; number++) {
    if (fcntl(number, F_GETFD) >= 0) continue;
    // The lowest number that is free is this one.
    if (open("/dev/null", O_RDONLY | O_NOCTTY) != number) _exit(71);  // EX_OSERR
  }
}

void postern_process_begin(void) {
  open_standard_descriptors();
  prctl(PR_SET_DUMPABLE, 0);
  struct rlimit core;
  if (getrlimit(RLIMIT_CORE, &core) == 0) {
    core.rlim_cur = 0;
    setrlimit(RLIMIT_CORE, &core);
  }
  signal(SIGXFSZ, SIG_IGN);
  signal(SIGPIPE, SIG_IGN);
}

void postern_share_heap(void) {
  mallopt(M_ARENA_MAX, 1);
  mallopt(M_TOP_PAD, 1 << 20);
}

#define MOST_THREADS 16

static void *wait_for_end(void *end) {
  char byte;
  while (read(*(int *)end, &byte, 1) > 0) {}
  return NULL;
}

bool postern_has_threads(int count) {
  int ends[2];
  pthread_t threads[MOST_THREADS];
  if (count > MOST_THREADS || pipe(ends) != 0) return false;
  int started = 0;
  while (started < count
         && pthread_create(&threads[started], NULL, wait_for_end, &ends[0]) == 0) {
    started++;
  }
  close(ends[1]);
  for (int i = 0; i < started; i++) pthread_join(threads[i], NULL);
  close(ends[0]);
  return started == count;
}

int postern_pipe(int ends[2]) { return pipe2(ends, O_NONBLOCK | O_CLOEXEC); }

void postern_log(int priority, const char *line) { syslog(priority, "%s", line); }
