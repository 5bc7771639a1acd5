package io.hongbao.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.id.UserId;
import io.hongbao.e2e.Client.Wrapped;
import io.hongbao.testkit.cases.Eventually;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningSuites.class)
class HotPacketTest {

    private final RunningSuite suite;
    private final Client client;

    HotPacketTest(RunningSuite suite) {
        this.suite = suite;
        client = suite.client();
    }

    @Test
    void of_300_users_at_once_exactly_100_get_a_share_and_every_repeat_the_same() {
        UserId sender = suite.fundedUser(200_00);
        Wrapped packet = client.wrapped(sender, "k", "LUCKY", 200_00, 100);
        client.pay(sender, packet);
        List<UserId> users = suite.newUsers(300);
        users.forEach(client::token);
        Map<UserId, Answer> first = new ConcurrentHashMap<>();
        Map<UserId, Answer> second = new ConcurrentHashMap<>();

        AtOnce.forEach(users, user -> first.put(user, answered(user, packet)));
        AtOnce.forEach(users, user -> second.put(user, answered(user, packet)));

        var opened = first.values().stream().filter(Answer::ok).toList();
        assertThat(opened).hasSize(100);
        assertThat(opened.stream().mapToLong(answer -> answer.number("amountFen")).sum())
                .isEqualTo(200_00);
        assertThat(first.values().stream().filter(answer -> !answer.ok()))
                .hasSize(200)
                .allMatch(answer -> answer.statusAndCode().equals("409 packet_finished"));
        assertThat(second).containsOnlyKeys(first.keySet());
        first.forEach((user, answer) -> {
            Answer repeat = Objects.requireNonNull(second.get(user));
            assertThat(repeat.status()).isEqualTo(answer.status());
            assertThat(repeat.number("amountFen")).isEqualTo(answer.number("amountFen"));
        });
        first.forEach((user, answer) -> {
            if (answer.ok()) {
                suite.eventually(
                        "the share is credited",
                        () -> client.changeFen(user) == answer.number("amountFen"));
            }
        });
        suite.requireClean();
    }

    /** A user who is told to come again, because the machine is busy, does so. */
    private Answer answered(UserId user, Wrapped packet) {
        return Eventually.value(
                "an answer",
                RunningSuite.PATIENCE,
                () ->
                        Optional.of(client.open(user, packet))
                                .filter(answer -> !answer.saysComeAgain()));
    }
}
