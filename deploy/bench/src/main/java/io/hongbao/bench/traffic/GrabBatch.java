package io.hongbao.bench.traffic;

import io.hongbao.bench.crowd.PaidPacket;
import io.hongbao.bench.load.Operation;
import io.hongbao.bench.load.Verdict;
import io.hongbao.contracts.call.CombinedCalls;
import io.hongbao.contracts.call.GrabAnswers;
import io.hongbao.contracts.id.UserId;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufInputStream;
import java.io.InputStream;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Many grabs in one call to the packet service, as the gateway sends them. */
record GrabBatch(List<Grab> grabs, Credentials credentials) implements Operation {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int OK = 200;

    record Grab(PaidPacket packet, UserId user) {}

    @Override
    public void write(ByteBuf out) {
        List<String> tickets =
                grabs.stream()
                        .map(grab ->
                                credentials.ticket(
                                        io.hongbao.contracts.ticket.Operation.GRAB,
                                        grab.user(),
                                        grab.packet().number()))
                        .toList();
        BatchBody.write(out, CombinedCalls.GRABS_PATH, credentials, tickets);
    }

    @Override
    public Verdict answered(int status, ByteBuf body) {
        if (status != OK) {
            return new Verdict(false, 0, grabs.size(), Verdict.reason(status));
        }
        InputStream text = new ByteBufInputStream(body);
        int acknowledged = 0;
        String reason = "";
        for (GrabAnswers.Answer answer : JSON.readValue(text, GrabAnswers.class).answers()) {
            if (answer.state() != null) {
                acknowledged++;
            } else {
                reason = String.valueOf(answer.problem());
            }
        }
        return new Verdict(false, acknowledged, grabs.size() - acknowledged, reason);
    }
}
