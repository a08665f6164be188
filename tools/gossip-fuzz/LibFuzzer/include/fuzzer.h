#ifndef GOSSIP_FUZZ_FUZZER_H
#define GOSSIP_FUZZ_FUZZER_H

#include <stddef.h>
#include <stdint.h>

/// Runs libFuzzer with the arguments of a command line; `check` gets each input.
int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*check)(const uint8_t *data, size_t count));

#endif
