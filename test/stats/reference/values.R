# Where the reference values of test/stats come from: R 4.2.2 with boot 1.3-28.1. Run: Rscript values.R
library(boot)
show <- function(name, ...) cat(name, sprintf("%.17g", c(...)), "\n")

show("qnorm", qnorm(c(.025, .8, .975, .9995)))
show("qt .975", qt(.975, c(.25, 1, 4.3, 19, 90.25, 499)))
show("qbeta", qbeta(c(.025, .975), 47.5, 3.5))

for (x in list(c(81, 263), c(15, 148), c(0, 20), c(1, 29)))
  show(paste("wilson", x[1], x[2]), suppressWarnings(prop.test(x[1], x[2], correct = FALSE))$conf.int)
show("wilson 99 % 47 50", suppressWarnings(prop.test(47, 50, correct = FALSE, conf.level = .99))$conf.int)

for (x in list(c(1, 7), c(6, 16), c(12, 2), c(86, 150), c(0, 6)))
  show(paste("mcnemar", x[1], x[2]), binom.test(x[1], sum(x))$p.value)

show("holm", p.adjust(c(.01, .04, .03, .005, .9, .04), "holm"))

difference <- with(sleep, extra[group == 2] - extra[group == 1])
show("sleep differences", difference)
show("t sleep", t.test(difference)$conf.int)
show("t sleep 90 %", t.test(difference, conf.level = .9)$conf.int)

components <- function(y, group) {
  table <- anova(lm(y ~ group))
  n <- tabulate(group)
  n0 <- (sum(n) - sum(n^2) / sum(n)) / (length(n) - 1)
  c((table[1, 3] - table[2, 3]) / n0, table[2, 3])
}
show("chickwts between, within", with(chickwts, components(weight, feed)))
show("chickwts scored", tapply(chickwts$weight, chickwts$feed, length))
show("chickwts mean", tapply(chickwts$weight, chickwts$feed, mean))
show("chickwts variance", tapply(chickwts$weight, chickwts$feed, var))
show("PlantGrowth between, within", with(PlantGrowth, components(weight, group)))

for (R in c(999, 240)) {
  i <- seq_len(R)
  value <- .5 + .1 * sin(i) + .03 * cos(i * i)
  se <- .05 + .01 * cos(3 * i)
  show(paste("percentile", R), boot:::perc.ci(value, conf = .95)[4:5])
  show(paste("bootstrap t", R), boot:::stud.ci(c(.52, .04^2), cbind(value, se^2), conf = .95)[4:5])
}
