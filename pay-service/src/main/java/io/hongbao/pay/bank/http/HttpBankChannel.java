package io.hongbao.pay.bank.http;

import io.hongbao.pay.bank.BankAnswer;
import io.hongbao.pay.bank.BankAnswer.Debited;
import io.hongbao.pay.bank.BankAnswer.Declined;
import io.hongbao.pay.bank.BankAnswer.Locked;
import io.hongbao.pay.bank.BankAnswer.NotBooked;
import io.hongbao.pay.bank.BankAnswer.Refunded;
import io.hongbao.pay.bank.BankAnswer.Unclear;
import io.hongbao.pay.bank.BankChannel;
import io.hongbao.pay.bank.BankDebit;
import io.hongbao.pay.bank.BindAnswer;
import io.hongbao.pay.bank.BindAnswer.Bound;
import io.hongbao.pay.bank.BindAnswer.Unavailable;
import io.hongbao.pay.bank.BindAnswer.UnknownCard;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** One bank that keeps the contract of {@code docs/bank-openapi.yaml}. */
final class HttpBankChannel implements BankChannel {

    private static final Logger log = LoggerFactory.getLogger(HttpBankChannel.class);

    private static final String DEBITS = "/v1/debits";
    private static final String NUMBER = "number";
    private static final String TOKEN = "token";

    private final String name;
    private final BankHttp bank;
    private final JsonMapper json;

    HttpBankChannel(String name, BankHttp bank, JsonMapper json) {
        this.name = name;
        this.bank = bank;
        this.json = json;
    }

    private record DebitRequest(String number, String card, long amountFen) {}

    private record BindRequest(String token) {}

    private interface Call {
        HttpResponse<String> send() throws IOException;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public BankAnswer debit(BankDebit debit) {
        var request = new DebitRequest(debit.number(), debit.card(), debit.amount().fen());
        return decided(
                ask(debit.number(), () -> bank.post(DEBITS, json.writeValueAsString(request))));
    }

    @Override
    public BankAnswer query(String number) {
        return ask(number, () -> bank.get(path(number)));
    }

    @Override
    public BankAnswer lock(String number) {
        return decided(ask(number, () -> bank.post(path(number) + "/lock")));
    }

    /** A bank that answers a refund with anything but the refund has not refunded. */
    @Override
    public BankAnswer refund(String number) {
        BankAnswer answer = ask(number, () -> bank.post(path(number) + "/refund"));
        return answer instanceof Refunded || answer instanceof Unclear
                ? answer
                : new Unclear("not refunded");
    }

    @Override
    public BindAnswer bind(String token) {
        try {
            var response = bank.post("/v1/cards", json.writeValueAsString(new BindRequest(token)));
            return bound(token, response);
        } catch (IOException failure) {
            return new Unavailable(failure.getClass().getSimpleName());
        }
    }

    @Override
    public void close() {
        bank.close();
    }

    private static String path(String number) {
        return DEBITS + "/" + URLEncoder.encode(number, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Not to know a number is an answer to a query only. */
    private static BankAnswer decided(BankAnswer answer) {
        return answer instanceof NotBooked ? new Unclear("not decided") : answer;
    }

    private BankAnswer ask(String number, Call call) {
        try {
            return answer(number, call.send());
        } catch (IOException failure) {
            return new Unclear(failure.getClass().getSimpleName());
        }
    }

    /** Only an answer about this very number says anything. */
    private BankAnswer answer(String number, HttpResponse<String> response) {
        JsonNode body = body(response);
        int status = response.statusCode();
        boolean ours = body.path(NUMBER).asString("").equals(number);
        switch (status) {
            case 200 -> {
                bank.accepted();
                return ours ? outcome(body) : new Unclear("not about this number");
            }
            case 404 -> {
                if (ours) {
                    bank.accepted();
                    return new NotBooked();
                }
                // Somebody else than the bank: the address is wrong.
                bank.refused(status);
            }
            case 409 -> {
                bank.accepted();
                // A promise of ours is broken, and the bank moves no money for it.
                log.error(
                        "bank holds something else by this number: bank={} number={}",
                        name,
                        number);
            }
            default -> {}
        }
        return new Unclear("status " + status);
    }

    private static BankAnswer outcome(JsonNode body) {
        return switch (body.path("outcome").asString("")) {
            case "DEBITED" -> new Debited(label(body));
            case "DECLINED" -> new Declined();
            case "LOCKED" -> new Locked();
            case "REFUNDED" -> new Refunded();
            default -> new Unclear("unknown outcome");
        };
    }

    private BindAnswer bound(String token, HttpResponse<String> response) {
        JsonNode body = body(response);
        int status = response.statusCode();
        boolean ours = body.path(TOKEN).asString("").equals(token);
        if (status == 404 && !ours) {
            bank.refused(status);
        }
        if (!ours || (status != 200 && status != 404)) {
            return new Unavailable("status " + status);
        }
        bank.accepted();
        if (status == 404) {
            return new UnknownCard();
        }
        String label = label(body);
        return label == null ? new Unavailable("no label") : new Bound(label);
    }

    private static @Nullable String label(JsonNode body) {
        String label = body.path("label").asString("");
        boolean fits =
                !label.isBlank()
                        && label.length() <= BindAnswer.LABEL_LENGTH_MAX
                        && label.chars().noneMatch(Character::isISOControl);
        return fits ? label : null;
    }

    /** Empty for what is no JSON. */
    private JsonNode body(HttpResponse<String> response) {
        try {
            return json.readTree(response.body());
        } catch (JacksonException _) {
            return MissingNode.getInstance();
        }
    }
}
