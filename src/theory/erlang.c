/* SPDX-License-Identifier: GPL-3.0-or-later
 * The birth-death chain behind Erlang's formulas, summed from the full state. */
#include "theory/erlang.h"

#include <assert.h>
#include <float.h>
#include <math.h>

/* A product or sum of any size: value * exp(log_scale), with value kept below RESCALE. */
#define RESCALE 1e200

double chain_below_log(size_t servers, double load) {
    assert(servers >= 1 && load > 0);
    double term = 1, sum = 0, log_scale = 0;
    for (size_t busy = servers; busy >= 1; busy--) {
        double ratio = (double)busy / load;
        term *= ratio;
        sum += term;
        /* The ratios only fall from here: what is left is below term / (1 - ratio). */
        if (ratio < 1 && term < 0.1 * DBL_EPSILON * (1 - ratio) * sum)
            break;
        if (sum > RESCALE) {
            term /= RESCALE;
            sum /= RESCALE;
            log_scale += log(RESCALE);
        }
    }
    return log_scale + log(sum);
}

double chain_full_log(size_t places, double calls, double drain, double leave) {
    if (leave <= 0)
        return (double)places * log(calls / drain);
    double product = 1, log_scale = 0, log_most = 0;
    for (size_t waiting = 1; waiting <= places; waiting++) {
        double ratio = calls / (drain + (double)waiting * leave);
        product *= ratio;
        if (product < 1 / RESCALE || product > RESCALE) {
            log_scale += log(product);
            product = 1;
            log_most = fmax(log_most, log_scale);
            if (ratio < 1 && log_scale < log_most - 2 * log(RESCALE))
                return -HUGE_VAL;
        }
    }
    return log_scale + log(product);
}

double erlang_b(size_t servers, double load) {
    assert(load >= 0);
    if (servers == 0)
        return 1;
    if (load <= 0)
        return 0;
    return 1 / (1 + exp(chain_below_log(servers, load)));
}

double erlang_c(size_t servers, double load) {
    assert(load >= 0 && load < (double)servers);
    if (load <= 0)
        return 0;
    double idle = 1 - load / (double)servers;
    return 1 / (1 + idle * exp(chain_below_log(servers, load)));
}
