// What this process asks of the system by calls that Swift does not import.
#ifndef POSTERN_CPROCESS_H
#define POSTERN_CPROCESS_H

#include <stdbool.h>

// Makes this process safe to handle secrets and files in:
// - standard input, output and error are open, so that no other file ever gets one of their numbers;
// - no core file and no other process of this user can show its memory;
// - a limit on file sizes and a reader that has gone are errors of write(2), no death by a signal.
void postern_process_begin(void);

// Whether this many more threads can be started now. For libraries that crash where one cannot.
bool postern_has_threads(int count);

// A pipe that neither blocks nor is handed on to children; pipe2() is declared only with _GNU_SOURCE.
int postern_pipe(int ends[2]);

#endif
