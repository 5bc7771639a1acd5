package io.hongbao.pay.packet;

import io.hongbao.contracts.call.CarriedAnswers;
import io.hongbao.contracts.call.CarriedCalls;
import io.hongbao.contracts.id.SetId;
import io.hongbao.contracts.routing.Instance;
import io.hongbao.contracts.ticket.Hop;
import io.hongbao.contracts.ticket.Ticket;
import io.hongbao.contracts.ticket.Tickets;
import io.hongbao.lanes.lane.BatchHandler;
import io.hongbao.pay.http.BoundedCalls;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Tells one instance of all payments for packets of one SET that wait, in one call. */
final class TellPaid implements BatchHandler<TellPaid.Payment, TellPaid.Said> {

    private static final Logger log = LoggerFactory.getLogger(TellPaid.class);
    private static final int OK = 200;

    private final Target target;
    private final Tickets tickets;
    private final JsonMapper json;
    private final Clock clock;
    private final BoundedCalls calls;

    /** One lane each: a SET that hangs holds up no other. */
    record Target(Instance instance, SetId set) {

        String laneName() {
            return instance.hostAndPort() + "/" + set;
        }
    }

    /**
     * One payment to be told of.
     *
     * @param ticket for just that packet
     * @param body the payment as JSON
     * @param until nobody waits for the answer after this
     */
    record Payment(String ticket, String body, Instant until) {}

    /** What came of it. */
    enum Said {
        OK,
        REFUSED,
        /** Whether it was heard is not known. */
        NO_ANSWER
    }

    TellPaid(Target target, Tickets tickets, JsonMapper json, Clock clock, BoundedCalls calls) {
        this.target = target;
        this.tickets = tickets;
        // A newer packet service may say more than we know.
        this.json =
                json.rebuild().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
        this.clock = clock;
        this.calls = calls;
    }

    @Override
    public List<Said> handle(List<Payment> batch) {
        Instant now = clock.instant();
        var items =
                batch.stream()
                        .map(each ->
                                new CarriedCalls.Item(
                                        each.ticket(), timeLeftMs(each, now), null, each.body()))
                        .toList();
        var ticket = Ticket.ofBatch(CarriedCalls.ACTIVATIONS_PATH, now);
        var request =
                HttpRequest.newBuilder(
                                URI.create(target.instance().url() + CarriedCalls.ACTIVATIONS_PATH))
                        .header(Tickets.HEADER, tickets.sign(Hop.PAY_PACKET, ticket))
                        .header("Content-Type", "application/json")
                        .POST(
                                BodyPublishers.ofString(
                                        json.writeValueAsString(new CarriedCalls(items))))
                        .build();
        try {
            return said(batch.size(), calls.send(request));
        } catch (IOException failure) {
            log.debug("packet service gave no answer: url={}", target.instance().url(), failure);
            return Collections.nCopies(batch.size(), Said.NO_ANSWER);
        }
    }

    /** Less than we wait, so that one that hangs does not cost the others their answers. */
    private static int timeLeftMs(Payment payment, Instant now) {
        Duration left = Duration.between(now, payment.until()).multipliedBy(4).dividedBy(5);
        return Math.toIntExact(Math.max(1, left.toMillis()));
    }

    private List<Said> said(int size, HttpResponse<String> answer) {
        if (answer.statusCode() != OK) {
            // An instance that is stopping, or one that was given other keys.
            log.warn(
                    "payments not heard: instance={} status={}",
                    target.instance().url(),
                    answer.statusCode());
            return Collections.nCopies(size, Said.NO_ANSWER);
        }
        try {
            List<CarriedAnswers.Answer> answers =
                    json.readValue(answer.body(), CarriedAnswers.class).answers();
            if (answers.size() == size) {
                return answers.stream().map(TellPaid::said).toList();
            }
            log.error("must answer every item: items={} answers={}", size, answers.size());
        } catch (JacksonException | NullPointerException malformed) {
            log.error("packet service breaks its contract", malformed);
        }
        return Collections.nCopies(size, Said.NO_ANSWER);
    }

    private static Said said(CarriedAnswers.Answer answer) {
        return answer.status() != null && answer.status() == OK ? Said.OK : Said.REFUSED;
    }
}
