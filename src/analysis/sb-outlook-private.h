/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of the series forecast, for its own files and tests. All arrays are oldest first, without gaps. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The indices of one year: index[t % m]. */
typedef struct {
  gboolean on;
  gboolean multiplicative;
  guint    m;
  double   shrink; /* the least share taken off the indices; 0.5 for short histories */
  double  *index;  /* m */
} SbSeason;

double   sb_autocorrelation (const double *y, gsize n, guint lag);
/* The 90 % test at lag m; FALSE below three years. Source: ENGINE 3.9. */
gboolean sb_season_test   (const double *y, gsize n, guint m);
/* Every value repeats the one a year before, from two years on. */
gboolean sb_season_exact  (const double *y, gsize n, guint m);
void     sb_season_fit    (SbSeason *season, const double *y, gsize n);
double   sb_season_remove (const SbSeason *season, double y, gsize t);
double   sb_season_apply  (const SbSeason *season, double z, gsize t);

typedef enum {
  SB_MEMBER_THETA,
  SB_MEMBER_SIMPLE,    /* level */
  SB_MEMBER_DAMPED,    /* level and damped trend */
  SB_MEMBER_HOLT,      /* level and trend */
  SB_MEMBER_WINTERS    /* level, damped trend and season */
} SbMemberKind;

/* One method with its fitted parameters: what sb_…_fit () finds and sb_…_run () applies to the same or a shorter
 * series. */
typedef struct {
  SbMemberKind kind;
  double   alpha, beta, gamma, phi; /* beta: share of alpha */
  double   theta;                   /* THETA */
  gboolean exponential;             /* THETA: the line */
  gboolean multiplicative;          /* THETA: how line and smoothing are mixed; WINTERS: the season */
  guint    k;                       /* fitted numbers */
} SbMember;

/* What a method reads; WINTERS reads the series itself, the others the series without season. */
typedef struct {
  const double   *y;         /* n values */
  gsize           n;
  guint           h;
  gboolean        positive;  /* all values above 0 */
  guint           trend_end; /* steps after which a straight trend or an exponential line stays where it is */
  double          fade;      /* each step ahead trusts a trend by so much less: 0 … 1 */
  const SbSeason *season;    /* WINTERS: start indices */
} SbMemberInput;

/* What a method says. */
typedef struct {
  double *forecast; /* h */
  double *fitted;   /* n, one step ahead; NULL: not wanted */
} SbMemberOutput;

/* Between these the parameters are searched: a trend that follows every error is noise. */
#define SB_ALPHA_LOW 0.05
#define SB_ALPHA_HIGH 0.999
#define SB_BETA_HIGH 0.2
#define SB_PHI_LOW 0.80
#define SB_PHI_HIGH 0.98

/* theta, exponential and multiplicative are given; alpha is found. Source: Assimakopoulos & Nikolopoulos 2000. */
void sb_theta_fit    (SbMember *member, const SbMemberInput *input);
/* The best of 5 θ × line × kind by in-sample absolute error. Source: Spiliotis et al. 2020. */
void sb_theta_choose (SbMember *member, const SbMemberInput *input);
void sb_theta_run    (const SbMember *member, const SbMemberInput *input, SbMemberOutput *output);

/* SIMPLE, DAMPED, HOLT. The start values are the least-squares ones for the parameters. */
void sb_smooth_fit   (SbMember *member, const SbMemberInput *input);
void sb_smooth_run   (const SbMember *member, const SbMemberInput *input, SbMemberOutput *output);

void sb_winters_fit  (SbMember *member, const SbMemberInput *input);
void sb_winters_run  (const SbMember *member, const SbMemberInput *input, SbMemberOutput *output);

/* The members of a combination, and the series they are fitted to. */
#define SB_N_MEMBERS 4

typedef struct {
  const double *y;        /* without gaps, of size about 1 */
  gsize         n;
  guint         h;
  gboolean      positive; /* min(y) > 0 */
  SbSeason      season;   /* on, multiplicative, m, shrink are given; index is overwritten */
  SbSeason      added;    /* index is overwritten: the same season, added */
  SbMember      member[SB_N_MEMBERS]; /* theta, optimised theta, damped trend, chosen smoothing */
} SbCombination;

void sb_combination_init  (SbCombination *combination, guint m);
void sb_combination_clear (SbCombination *combination);
/* Finds the parameters. one_step: n errors of the damped trend, as shares of the fitted value when positive. */
void sb_combination_fit   (SbCombination *combination, double *one_step);
/* Forecasts h steps from the first n values, with the parameters as they are. */
void sb_combination_run   (SbCombination *combination, gsize n, guint h, double *forecast);
/* How far the forecasts of step 1 … h were off: spread[j − 1] is the standard deviation, of the logarithm when
 * positive. Returns the number of origins it was learned from. */
guint sb_combination_spread (SbCombination *combination, const double *one_step, double *spread);

/* Arrays of h values. */
typedef struct {
  guint   h;
  double *point, *lo80, *hi80, *lo95, *hi95;
} SbBands;

/* Fills all arrays for a series with zeros and at least one other value. Returns whether it found a season. Cost: 500
 * drawn paths. */
gboolean sb_intermittent_forecast (const double *y, gsize n, guint m, SbBands *bands);

/* A series as it was given, made ready: without empty ends, gaps filled. */
typedef struct {
  double  *y;         /* n */
  gboolean *filled;   /* n: 1 where a gap was */
  gsize    n;
  gsize    n_leading; /* values left out before */
  gsize    n_gaps;
} SbReady;

void sb_ready_init  (SbReady *ready, const double *values, gsize n);
void sb_ready_clear (SbReady *ready);
/* Fills the gaps again, straight on the scale without season. */
void sb_ready_refill (SbReady *ready, const SbSeason *season);

/* One-step errors that stand out: index in errors; the later ones of a lasting change are not listed again.
 * *level_shift: where the level changed for good, −1 none. adjusted: the series without season, in the unit of the
 * errors. */
void sb_find_outliers (const double *errors, const double *adjusted, gsize n, GArray *outliers, gssize *level_shift);

/* value − forecast, or the logarithm of their ratio. */
double sb_outlook_error (double value, double forecast, gboolean positive);

/* n log(sse/n) + 2k + 2k(k + 1)/(n − k − 1); the largest number when n ≤ k + 1. */
double sb_fit_aicc (double sse, gsize n, guint k);

G_END_DECLS
