package io.hongbao.local.bank;

import io.hongbao.local.bank.BankBehaviour.Fault;
import io.hongbao.local.bank.BankBehaviour.Operation;
import io.hongbao.local.bank.BankBehaviour.Rule;
import io.hongbao.local.bank.BankCall.Answer;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What can be asked of a bank: {@code docs/bank-openapi.yaml}. */
final class BankApi {

    static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .build();

    private static final String NUMBER = "number";
    private static final String TOKEN = "token";
    private static final String DEBITS = "/v1/debits";
    private static final String LOCK = "/lock";
    private static final String REFUND = "/refund";

    private final BankBooks books;

    BankApi(BankBooks books) {
        this.books = books;
    }

    private record Card(String token) {}

    /** What is not named is as in a good bank. */
    static BankBehaviour behaviour(byte[] body) {
        ObjectNode given = merged(BankBehaviour.GOOD, JSON.readTree(body));
        given.set("delay", merged(Delay.NONE, given.required("delay")));
        ArrayNode rules = JSON.createArrayNode();
        given.required("faults").forEach(rule -> rules.add(merged(Rule.NONE, rule)));
        given.set("faults", rules);
        return JSON.treeToValue(given, BankBehaviour.class);
    }

    private static ObjectNode merged(Object defaults, JsonNode given) {
        if (!(given instanceof ObjectNode members)) {
            throw new IllegalArgumentException("must be an object: " + given.getNodeType());
        }
        ObjectNode tree = JSON.valueToTree(defaults);
        tree.setAll(members);
        return tree;
    }

    /** The call, when there is such a one; throws for a body that is not as it must be. */
    Optional<BankCall> call(String method, String path, byte[] body) {
        return switch (method + " " + path) {
            case "POST /v1/cards" -> Optional.of(bind(JSON.readValue(body, Card.class).token()));
            case "POST " + DEBITS -> Optional.of(debit(JSON.readValue(body, Debit.class)));
            case "GET /v1/books" -> Optional.of(plain(Operation.BOOKS, this::totals));
            default ->
                    path.startsWith(DEBITS + "/")
                            ? ofNumber(method, path.substring(DEBITS.length() + 1))
                            : Optional.empty();
        };
    }

    private Optional<BankCall> ofNumber(String method, String rest) {
        if (method.equals("GET")) {
            String number = number(rest);
            return Optional.of(plain(Operation.QUERY, () -> found(number)));
        }
        if (method.equals("POST") && rest.endsWith(LOCK)) {
            String number = number(rest.substring(0, rest.length() - LOCK.length()));
            return Optional.of(plain(Operation.LOCK, () -> outcome(books.lock(number))));
        }
        if (method.equals("POST") && rest.endsWith(REFUND)) {
            String number = number(rest.substring(0, rest.length() - REFUND.length()));
            return Optional.of(plain(Operation.REFUND, () -> refunded(number)));
        }
        return Optional.empty();
    }

    /** A plus is a plus in a path. */
    private static String number(String encoded) {
        String text = URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
        return Debit.checked(NUMBER, text);
    }

    private static BankCall plain(Operation operation, Supplier<Answer> answer) {
        return new BankCall(operation, Optional.empty(), _ -> answer.get());
    }

    private BankCall bind(String token) {
        Debit.checked(TOKEN, token);
        boolean unknown = SpeakingToken.of(token).filter(SpeakingToken.UNKNOWN::equals).isPresent();
        return plain(
                Operation.BIND,
                () -> unknown ? error(404, "no such card", TOKEN, token) : bound(token));
    }

    private static Answer bound(String token) {
        ObjectNode body = JSON.createObjectNode();
        body.put(TOKEN, token).put("label", SpeakingToken.label(token));
        return new Answer(200, body);
    }

    private BankCall debit(Debit debit) {
        Optional<SpeakingToken> token = SpeakingToken.of(debit.card());
        boolean never = token.filter(it -> it.fault() == Fault.DECLINE).isPresent();
        return new BankCall(
                Operation.DEBIT,
                token,
                declined -> {
                    BankDocument document = books.debit(debit, declined || never);
                    return document.is(debit)
                            ? outcome(document)
                            : error(409, "used with other content", NUMBER, debit.number());
                });
    }

    private Answer found(String number) {
        return books.find(number)
                .map(BankApi::outcome)
                .orElseGet(() -> error(404, "not booked", NUMBER, number));
    }

    private Answer refunded(String number) {
        return books.refund(number)
                .map(BankApi::outcome)
                .orElseGet(() -> error(409, "never debited", NUMBER, number));
    }

    private static Answer outcome(BankDocument document) {
        ObjectNode body = JSON.createObjectNode();
        body.put(NUMBER, document.number()).put("outcome", document.outcome().name());
        if (document.outcome() == BankDocument.Outcome.DEBITED && document.card() != null) {
            body.put("label", SpeakingToken.label(document.card()));
        }
        return new Answer(200, body);
    }

    private Answer totals() {
        return new Answer(200, JSON.valueToTree(books.totals()));
    }

    static Answer error(int code, String error) {
        ObjectNode body = JSON.createObjectNode();
        body.put("error", error);
        return new Answer(code, body);
    }

    /** An error about one number, or one token, and no other. */
    private static Answer error(int code, String error, String name, String value) {
        Answer answer = error(code, error);
        answer.body().put(name, value);
        return answer;
    }
}
