package io.hongbao.packet.momentapi;

import io.hongbao.contracts.money.Money;
import io.hongbao.packet.call.CheckText;
import io.hongbao.packet.moment.MomentDraft;
import io.hongbao.serving.problem.ProblemException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Holds a request to the rules of a moment; the first that is broken is told, with its field. */
@Component
final class CheckMoment {

    private final MomentSettings limits;

    CheckMoment(MomentSettings limits) {
        this.limits = limits;
    }

    MomentDraft check(PostRequest request) {
        long from = required("fromFen", request.fromFen());
        long to = required("toFen", request.toFen());
        if (from < 1) {
            throw ProblemException.field("fromFen", "must be >= 1: fromFen=" + from);
        }
        if (to < from || to > limits.toFenMax()) {
            throw ProblemException.field(
                    "toFen", "must be fromFen to " + limits.toFenMax() + ": toFen=" + to);
        }
        String text = Objects.requireNonNullElse(request.text(), "");
        CheckText.check("text", text, limits.textLengthMax());
        String contentRef = required("contentRef", request.contentRef());
        checkContentRef(contentRef);
        return new MomentDraft(new Money(from), new Money(to), text, contentRef, limits.lifetime());
    }

    private static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw ProblemException.field(field, "must be there");
        }
        return value;
    }

    private void checkContentRef(String contentRef) {
        int max = limits.contentRefLengthMax();
        if (contentRef.isEmpty()
                || contentRef.length() > max
                || contentRef.chars().anyMatch(c -> c <= ' ' || c >= 0x7f)) {
            throw ProblemException.field(
                    "contentRef", "must be 1 to " + max + " visible ASCII characters");
        }
    }
}
