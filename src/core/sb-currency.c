/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The currencies of ISO 4217 that are in use, with the digits of their minor units. Metals, funds, bond units and test
 * codes are left out: nobody invoices in them. */
#include "core/sb-money.h"

#include <string.h>

typedef struct {
  const char *code;
  const char *sign; /* NULL: the code */
  int         exponent;
} Currency;

/* Sorted by code. */
static const Currency currencies[] = {
  { "AED", NULL, 2 }, { "AFN", "؋", 2 }, { "ALL", NULL, 2 }, { "AMD", "֏", 2 }, { "AOA", NULL, 2 },
  { "ARS", NULL, 2 }, { "AUD", "A$", 2 }, { "AWG", NULL, 2 }, { "AZN", "₼", 2 }, { "BAM", NULL, 2 },
  { "BBD", NULL, 2 }, { "BDT", "৳", 2 }, { "BGN", NULL, 2 }, { "BHD", NULL, 3 }, { "BIF", NULL, 0 },
  { "BMD", NULL, 2 }, { "BND", NULL, 2 }, { "BOB", NULL, 2 }, { "BRL", "R$", 2 }, { "BSD", NULL, 2 },
  { "BTN", NULL, 2 }, { "BWP", NULL, 2 }, { "BYN", NULL, 2 }, { "BZD", NULL, 2 }, { "CAD", "CA$", 2 },
  { "CDF", NULL, 2 }, { "CHF", NULL, 2 }, { "CLP", NULL, 0 }, { "CNY", "¥", 2 }, { "COP", NULL, 2 },
  { "CRC", "₡", 2 }, { "CUP", NULL, 2 }, { "CVE", NULL, 2 }, { "CZK", "Kč", 2 }, { "DJF", NULL, 0 },
  { "DKK", NULL, 2 }, { "DOP", NULL, 2 }, { "DZD", NULL, 2 }, { "EGP", NULL, 2 }, { "ERN", NULL, 2 },
  { "ETB", NULL, 2 }, { "EUR", "€", 2 }, { "FJD", NULL, 2 }, { "FKP", NULL, 2 }, { "GBP", "£", 2 },
  { "GEL", "₾", 2 }, { "GHS", "₵", 2 }, { "GIP", NULL, 2 }, { "GMD", NULL, 2 }, { "GNF", NULL, 0 },
  { "GTQ", NULL, 2 }, { "GYD", NULL, 2 }, { "HKD", "HK$", 2 }, { "HNL", NULL, 2 }, { "HTG", NULL, 2 },
  { "HUF", "Ft", 2 }, { "IDR", "Rp", 2 }, { "ILS", "₪", 2 }, { "INR", "₹", 2 }, { "IQD", NULL, 3 },
  { "IRR", NULL, 2 }, { "ISK", NULL, 0 }, { "JMD", NULL, 2 }, { "JOD", NULL, 3 }, { "JPY", "JP¥", 0 },
  { "KES", NULL, 2 }, { "KGS", NULL, 2 }, { "KHR", "៛", 2 }, { "KMF", NULL, 0 }, { "KPW", NULL, 2 },
  { "KRW", "₩", 0 }, { "KWD", NULL, 3 }, { "KYD", NULL, 2 }, { "KZT", "₸", 2 }, { "LAK", "₭", 2 },
  { "LBP", NULL, 2 }, { "LKR", NULL, 2 }, { "LRD", NULL, 2 }, { "LSL", NULL, 2 }, { "LYD", NULL, 3 },
  { "MAD", NULL, 2 }, { "MDL", NULL, 2 }, { "MGA", NULL, 2 }, { "MKD", NULL, 2 }, { "MMK", NULL, 2 },
  { "MNT", "₮", 2 }, { "MOP", "MOP$", 2 }, { "MRU", NULL, 2 }, { "MUR", NULL, 2 }, { "MVR", NULL, 2 },
  { "MWK", NULL, 2 }, { "MXN", "MX$", 2 }, { "MYR", "RM", 2 }, { "MZN", NULL, 2 }, { "NAD", NULL, 2 },
  { "NGN", "₦", 2 }, { "NIO", NULL, 2 }, { "NOK", NULL, 2 }, { "NPR", NULL, 2 }, { "NZD", "NZ$", 2 },
  { "OMR", NULL, 3 }, { "PAB", NULL, 2 }, { "PEN", NULL, 2 }, { "PGK", NULL, 2 }, { "PHP", "₱", 2 },
  { "PKR", NULL, 2 }, { "PLN", "zł", 2 }, { "PYG", "₲", 0 }, { "QAR", NULL, 2 }, { "RON", NULL, 2 },
  { "RSD", NULL, 2 }, { "RUB", "₽", 2 }, { "RWF", NULL, 0 }, { "SAR", NULL, 2 }, { "SBD", NULL, 2 },
  { "SCR", NULL, 2 }, { "SDG", NULL, 2 }, { "SEK", NULL, 2 }, { "SGD", "S$", 2 }, { "SHP", NULL, 2 },
  { "SLE", NULL, 2 }, { "SOS", NULL, 2 }, { "SRD", NULL, 2 }, { "SSP", NULL, 2 }, { "STN", NULL, 2 },
  { "SVC", NULL, 2 }, { "SYP", NULL, 2 }, { "SZL", NULL, 2 }, { "THB", "฿", 2 }, { "TJS", NULL, 2 },
  { "TMT", NULL, 2 }, { "TND", NULL, 3 }, { "TOP", NULL, 2 }, { "TRY", "₺", 2 }, { "TTD", NULL, 2 },
  { "TWD", "NT$", 2 }, { "TZS", NULL, 2 }, { "UAH", "₴", 2 }, { "UGX", NULL, 0 }, { "USD", "$", 2 },
  { "UYU", NULL, 2 }, { "UZS", NULL, 2 }, { "VED", NULL, 2 }, { "VES", NULL, 2 }, { "VND", "₫", 0 },
  { "VUV", NULL, 0 }, { "WST", NULL, 2 }, { "XAF", NULL, 0 }, { "XCD", NULL, 2 }, { "XCG", NULL, 2 },
  { "XOF", NULL, 0 }, { "XPF", NULL, 0 }, { "YER", NULL, 2 }, { "ZAR", "R", 2 }, { "ZMW", NULL, 2 },
  { "ZWG", NULL, 2 },
};

static const Currency *
find_currency (const char *code)
{
  gsize lo = 0, hi = G_N_ELEMENTS (currencies);

  if (code == NULL)
    return NULL;
  while (lo < hi)
    {
      gsize mid = lo + (hi - lo) / 2;
      int order = strcmp (code, currencies[mid].code);

      if (order == 0)
        return &currencies[mid];
      if (order < 0)
        hi = mid;
      else
        lo = mid + 1;
    }
  return NULL;
}

int
sb_currency_exponent (const char *code)
{
  const Currency *currency = find_currency (code);

  return currency != NULL ? currency->exponent : -1;
}

const char *
sb_currency_sign (const char *code)
{
  const Currency *currency = find_currency (code);

  return currency != NULL && currency->sign != NULL ? currency->sign : code;
}

gboolean
sb_currency_is_known (const char *code)
{
  return find_currency (code) != NULL;
}

const char * const *
sb_currency_codes (void)
{
  /* Made once; the same for everybody. */
  static const char *codes[G_N_ELEMENTS (currencies) + 1];
  static gsize ready;

  if (g_once_init_enter (&ready))
    {
      for (gsize i = 0; i < G_N_ELEMENTS (currencies); i++)
        codes[i] = currencies[i].code;
      g_once_init_leave (&ready, 1);
    }
  return codes;
}
