"""Where the reference values of test/stats come from: mpmath 1.2 with 40 digits. Run: python3 values.py"""
from fractions import Fraction
from itertools import product
from math import comb

from mpmath import betainc, findroot, mp, mpf, sqrt, erfinv

mp.dps = 40


def show(name, *values):
    print(name, *[mp.nstr(mpf(v.numerator) / v.denominator if isinstance(v, Fraction) else v, 17) for v in values])


def z_of(level):
    return sqrt(2) * erfinv(mpf(level))


def t_of(level, df):
    tail = 1 - mpf(level)
    return findroot(lambda t: betainc(df / 2, mpf(1) / 2, 0, df / (df + t * t), regularized=True) - tail, z_of(level) + 1)


def wilson(x, n, level="0.95"):
    z, x, n = z_of(level), mpf(x), mpf(n)
    p = x / n
    half = z * sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    return (p + z**2 / (2 * n) - half) / (1 + z**2 / n), (p + z**2 / (2 * n) + half) / (1 + z**2 / n)


def newcombe(both, only_a, only_b, neither):
    n = both + only_a + only_b + neither
    a, b = mpf(both + only_a) / n, mpf(both + only_b) / n
    (la, ua), (lb, ub) = wilson(both + only_a, n), wilson(both + only_b, n)
    excess = mpf(both * neither - only_a * only_b)
    excess = max(mpf(0), excess - mpf(n) / 2) if excess > 0 else excess
    den = (both + only_a) * (only_b + neither) * (both + only_b) * (only_a + neither)
    phi = excess / sqrt(den) if den else mpf(0)
    lower = b - a - sqrt((b - lb) ** 2 - 2 * phi * (b - lb) * (ua - a) + (ua - a) ** 2)
    upper = b - a + sqrt((ub - b) ** 2 - 2 * phi * (ub - b) * (a - la) + (a - la) ** 2)
    return lower, upper


def effective(means, inflation, most, doubt):
    n = len(means)
    p = sum(means) / n
    v = sum((m - p) ** 2 for m in means) / (n - 1)
    naive = max(mpf(n), min(most, n * p * (1 - p) / (v * inflation)))
    x = naive * min(p, 1 - p)
    worst = doubt / (doubt + x * x)
    return p, 1 / ((1 - worst) / naive + worst / n)


def moments(d):
    n = len(d)
    m = sum(d) / n
    return n, m, sum((x - m) ** 2 for x in d) / (n - 1)


for x, n in [(81, 263), (15, 148), (0, 20), (1, 29), (263 - 81, 263)]:
    show(f"wilson {x} {n}", *wilson(x, n))
show("wilson 47 50 at 99 %", *wilson(47, 50, "0.99"))
for table in [(36, 12, 2, 0), (59, 6, 16, 80), (14, 5, 0, 22), (0, 0, 0, 20), (10, 3, 9, 4)]:
    show(f"newcombe {table}", *newcombe(*table))

passed = [3, 3, 3, 2, 1, 0, 3, 2, 3, 3, 0, 1]
rates = [mpf(c) / 3 for c in passed]
n = len(rates)
inflation = (t_of("0.95", mpf((n - 1) ** 2) / 4) / z_of("0.95")) ** 2
p, size = effective(rates, inflation, mpf(3 * n), mpf(3) / 5)
show("clustered: effective tasks, interval", size, *wilson(p * size, size))

scores = [mpf(s) for s in "0.95 0.8 1 0.4 0.65 0.9 0.85 1 0.7 0.9".split()]
p, size = effective(scores, (t_of("0.95", mpf(9)) / z_of("0.95")) ** 2, mpf("inf"), mpf(5))
show("scores: effective tasks, interval", size, *wilson(p * size, size))

d = [mpf(s) for s in "0.2 0 0 -0.1 0.3 0.05 0 0.4".split()]
n, m, v = moments(d)
size, squares = sum(abs(x) for x in d), sum(x * x for x in d)
worst = 2 / (2 + (size**2 / squares) ** 2)
z, t = z_of("0.95"), t_of("0.95", mpf(n - 1))
half = sqrt(t**2 * ((1 - worst) * v + worst * max(v, size / n)) / n + worst * (z**2 / (n + z**2)) ** 2)
show("task differences", m - half, m + half)

for n, c, k in [(10, 3, 1), (10, 3, 5), (200, 13, 100), (15, 14, 3), (5, 5, 5), (20, 1, 10)]:
    show(f"pass@{k} {c} of {n}", Fraction(comb(n, k) - comb(n - c, k), comb(n, k)))
    show(f"pass^{k} {c} of {n}", Fraction(comb(c, k), comb(n, k)))

for b, c in [(1, 7), (6, 16), (12, 2), (86, 150), (0, 6)]:
    show(f"mcnemar {b} {c}", min(Fraction(1), Fraction(2 * sum(comb(b + c, i) for i in range(min(b, c) + 1)), 2 ** (b + c))))


def sign_flips(d):
    bar = abs(sum(d))
    return Fraction(sum(abs(sum(s * x for s, x in zip(signs, d))) >= bar for signs in product((1, -1), repeat=len(d))), 2 ** len(d))


darwin = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48]
print("darwin", sign_flips(darwin))
print("thirds", sign_flips([1, 1, 2, -1, 3, 0, 1, -2, 1, 1, 0, 2]))
show("power 101x1, 101x5, 500x10", *[(z_of("0.95") + sqrt(2) * erfinv(mpf("0.6"))) * sqrt((mpf("0.3") / k + mpf("0.01")) / n) for n, k in [(101, 1), (101, 5), (500, 10)]])
