package io.hongbao.packet.wrap;

import io.hongbao.contracts.amount.PacketKind;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.money.Money;
import io.hongbao.packet.call.CheckText;
import io.hongbao.packet.decide.Draft;
import io.hongbao.serving.problem.ProblemException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Holds a request to the rules of a packet; the first that is broken is told, with its field. */
@Component
final class CheckWrap {

    private final WrapSettings limits;

    CheckWrap(WrapSettings limits) {
        this.limits = limits;
    }

    Draft check(WrapRequest request) {
        PacketKind kind = kind(request.kind());
        long totalFen = required("totalFen", request.totalFen());
        int shares = required("shares", request.shares());
        String greeting = required("greeting", request.greeting());
        checkShares(shares);
        checkTotal(kind, totalFen, shares);
        checkEven(kind, totalFen, shares);
        CheckText.check("greeting", greeting, limits.greetingLengthMax());
        return new Draft(
                kind,
                new Money(totalFen),
                shares,
                greeting,
                recipients(kind, shares, request.recipients()),
                limits.lifetime(),
                limits.payBy());
    }

    private static PacketKind kind(@Nullable PacketKind given) {
        PacketKind kind = required("kind", given);
        if (kind == PacketKind.VIEW) {
            throw ProblemException.field("kind", "must be LUCKY, EQUAL or EXCLUSIVE: kind=VIEW");
        }
        return kind;
    }

    private static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw ProblemException.field(field, "must be there");
        }
        return value;
    }

    private void checkShares(int shares) {
        if (shares < 1 || shares > limits.sharesMax()) {
            throw ProblemException.field(
                    "shares", "must be 1 to " + limits.sharesMax() + ": shares=" + shares);
        }
    }

    private void checkTotal(PacketKind kind, long totalFen, int shares) {
        long max = Math.min(limits.totalFenMax(), limits.shareFenMax() * shares);
        if (totalFen < shares || totalFen > max) {
            throw ProblemException.field(
                    "totalFen",
                    String.format(
                            Locale.ROOT,
                            "must be %d to %d fen for %d shares, of %d fen at most %s: totalFen=%d",
                            shares,
                            max,
                            shares,
                            limits.shareFenMax(),
                            switch (kind) {
                                case LUCKY -> "on average";
                                case EQUAL, EXCLUSIVE, VIEW -> "each";
                            },
                            totalFen));
        }
    }

    private static void checkEven(PacketKind kind, long totalFen, int shares) {
        switch (kind) {
            case LUCKY -> {}
            case EQUAL, EXCLUSIVE, VIEW -> {
                if (totalFen % shares != 0) {
                    String both = "totalFen=" + totalFen + ", shares=" + shares;
                    throw ProblemException.field(
                            "totalFen", "must be a multiple of the shares: " + both);
                }
            }
        }
    }

    private static List<UserId> recipients(
            PacketKind kind, int shares, @Nullable List<@Nullable UserId> given) {
        return switch (kind) {
            case LUCKY, EQUAL, VIEW -> {
                if (given != null && !given.isEmpty()) {
                    throw ProblemException.field(
                            "recipients", "must be there for EXCLUSIVE only: kind=" + kind);
                }
                yield List.of();
            }
            case EXCLUSIVE -> {
                List<@Nullable UserId> users = required("recipients", given);
                if (users.size() != shares) {
                    String both = "recipients=" + users.size() + ", shares=" + shares;
                    throw ProblemException.field(
                            "recipients", "must be as many as shares: " + both);
                }
                yield distinct(users);
            }
        };
    }

    private static List<UserId> distinct(List<@Nullable UserId> users) {
        var recipients = new LinkedHashSet<UserId>();
        for (int i = 0; i < users.size(); i++) {
            UserId user = required("recipients[" + i + "]", users.get(i));
            if (!recipients.add(user)) {
                throw ProblemException.field(
                        "recipients[" + i + "]", "must name each user once: userId=" + user);
            }
        }
        return List.copyOf(recipients);
    }
}
