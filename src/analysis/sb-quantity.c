/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes quantities out of plain values, ratios and amounts. Called by every calculation; knows no locale. */
#include "analysis/sb-quantity.h"

#include <math.h>

static SbQuantity
blank (SbUnit unit)
{
  return (SbQuantity) { .unit = unit, .n = -1 };
}

SbQuantity
sb_quantity_money (gint64 minor)
{
  SbQuantity quantity = blank (SB_UNIT_MONEY);

  quantity.integer = minor;
  return quantity;
}

SbQuantity
sb_quantity_count (gint64 count)
{
  SbQuantity quantity = blank (SB_UNIT_COUNT);

  quantity.integer = count;
  return quantity;
}

SbQuantity
sb_quantity_real (SbUnit unit, double value)
{
  SbQuantity quantity = blank (unit);

  if (!isfinite (value))
    quantity.reason = SB_REASON_OVERFLOW;
  else if (unit == SB_UNIT_MONEY || unit == SB_UNIT_MONEY_PER_DAY || unit == SB_UNIT_COUNT || unit == SB_UNIT_DATE)
    {
      if (fabs (value) < 9.2e18)
        quantity.integer = llround (value);
      else
        quantity.reason = SB_REASON_OVERFLOW;
    }
  else
    quantity.real = value;
  return quantity;
}

SbQuantity
sb_quantity_date (SbDate date)
{
  SbQuantity quantity = blank (SB_UNIT_DATE);

  quantity.integer = date;
  if (date == SB_DATE_NONE)
    quantity.reason = SB_REASON_NO_DATA;
  return quantity;
}

SbQuantity
sb_quantity_name (SbNameKind kind, gint32 id, const char *text)
{
  SbQuantity quantity = blank (SB_UNIT_TEXT);

  quantity.name_kind = kind;
  quantity.name_id = id;
  quantity.text = text != NULL ? text : "";
  return quantity;
}

SbQuantity
sb_quantity_undefined (SbUnit unit, SbReason reason)
{
  SbQuantity quantity = blank (unit);

  quantity.reason = reason;
  return quantity;
}

SbQuantity
sb_quantity_ratio (SbUnit unit, const SbRatio *ratio)
{
  SbQuantity quantity;

  g_return_val_if_fail (ratio != NULL, sb_quantity_undefined (unit, SB_REASON_NO_DATA));

  if (ratio->reason != SB_REASON_NONE)
    quantity = sb_quantity_undefined (unit, ratio->reason);
  else
    quantity = sb_quantity_real (unit, ratio->value);
  quantity.n = ratio->n;
  return quantity;
}

SbQuantity
sb_quantity_share (const SbRatio *ratio)
{
  SbQuantity quantity = sb_quantity_ratio (SB_UNIT_PERCENT, ratio);

  g_return_val_if_fail (ratio != NULL, quantity);

  if (quantity.reason == SB_REASON_NONE && ratio->denominator > 0 && ratio->numerator >= 0
      && ratio->numerator <= ratio->denominator)
    {
      sb_wilson (ratio->numerator, ratio->denominator, &quantity.lo, &quantity.hi);
      quantity.has_range = TRUE;
    }
  return quantity;
}

SbQuantity
sb_quantity_amount (const SbAmount *amount)
{
  SbQuantity quantity;

  g_return_val_if_fail (amount != NULL, sb_quantity_undefined (SB_UNIT_MONEY, SB_REASON_NO_DATA));

  if (amount->reason != SB_REASON_NONE)
    quantity = sb_quantity_undefined (SB_UNIT_MONEY, amount->reason);
  else
    quantity = sb_quantity_money (amount->minor);
  quantity.n = amount->n;
  return quantity;
}

gboolean
sb_quantity_is_defined (const SbQuantity *quantity)
{
  g_return_val_if_fail (quantity != NULL, FALSE);

  return quantity->reason == SB_REASON_NONE;
}

double
sb_quantity_as_real (const SbQuantity *quantity)
{
  g_return_val_if_fail (quantity != NULL, 0.0);

  if (quantity->reason != SB_REASON_NONE)
    return 0.0;
  switch (quantity->unit)
    {
    case SB_UNIT_MONEY:
    case SB_UNIT_MONEY_PER_DAY:
    case SB_UNIT_COUNT:
    case SB_UNIT_DATE:
      return (double) quantity->integer;
    case SB_UNIT_TEXT:
      return 0.0;
    case SB_UNIT_PERCENT:
    case SB_UNIT_POINTS:
    case SB_UNIT_DAYS:
    case SB_UNIT_HOURS:
    case SB_UNIT_NUMBER:
    case SB_UNIT_TIMES:
    case SB_UNIT_SCORE:
    default:
      return quantity->real;
    }
}
