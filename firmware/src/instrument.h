#ifndef INSTRUMENT_H
#define INSTRUMENT_H
#include "request.h"
#include "train.h"

/* The verbs that have to do with cells. Each answers for itself. */
void instrument_limits(const struct request *request);
void instrument_arm(const struct request *request);
void instrument_read(const struct request *request);
void instrument_read_set(const struct request *request);
/* 1 where all cells are read from now on; 0 where it was refused. */
uint8_t instrument_read_all(const struct request *request);
/* 1 where the train may begin; 0 where it was refused. */
uint8_t instrument_train(const struct request *request, struct pulses *pulses);
/* As after a reset. */
void instrument_forget(void);
#endif
