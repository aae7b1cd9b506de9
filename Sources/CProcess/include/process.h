// System calls that Swift does not import.
#ifndef POSTERN_CPROCESS_H
#define POSTERN_CPROCESS_H

#include <stdbool.h>

// Makes this process safe to handle secrets and files in:
// - standard input, output and error are open, so that no other file ever gets their numbers;
// - no core file and no other process of this user can show its memory;
// - where a file size limit is reached or a pipe has no reader, write(2) fails and no signal kills.
void postern_process_begin(void);

// Makes all threads share one heap that grows in large steps, for a process in which one thread
// does nearly all the work: a heap of another thread's own grows page by page.
void postern_share_heap(void);

// Whether so many more threads, at most 16, can be started now. To be asked before calling
// libraries that crash where a thread cannot be started.
bool postern_has_threads(int count);

// Makes a pipe that is non-blocking and close-on-exec; pipe2() is declared only with _GNU_SOURCE.
int postern_pipe(int ends[2]);

// Writes a line to the system's log, as syslog(3), which Swift cannot call with its arguments.
void postern_log(int priority, const char *line);

#endif
