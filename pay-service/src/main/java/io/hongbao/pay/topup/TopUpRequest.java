package io.hongbao.pay.topup;

import io.hongbao.contracts.money.Money;
import io.hongbao.serving.problem.ProblemException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The body of a top-up. */
record TopUpRequest(@Nullable Long amountFen, @Nullable String card) {

    Money checkedAmount(TopUpSettings limits) {
        if (amountFen == null) {
            throw ProblemException.field("amountFen", "must be there");
        }
        if (amountFen < limits.amountFenMin() || amountFen > limits.amountFenMax()) {
            throw ProblemException.field(
                    "amountFen",
                    String.format(
                            Locale.ROOT,
                            "must be %d to %d: amountFen=%d",
                            limits.amountFenMin(),
                            limits.amountFenMax(),
                            amountFen));
        }
        return new Money(amountFen);
    }
}
