package io.hongbao.bench.traffic;

import io.hongbao.bench.load.Operation;
import io.hongbao.bench.load.Verdict;
import io.hongbao.contracts.call.CombinedAnswers;
import io.hongbao.contracts.call.CombinedCalls;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufInputStream;
import java.io.InputStream;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Many looks at packets in one call to the packet service, as the gateway sends them. */
record ViewBatch(List<View> views, Credentials credentials) implements Operation {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int OK = 200;

    /** By the sender, who is shown all amounts. */
    record View(ExpectedDetails expected) {}

    @Override
    public void write(ByteBuf out) {
        List<String> tickets =
                views.stream()
                        .map(view ->
                                credentials.ticket(
                                        io.hongbao.contracts.ticket.Operation.VIEW_PACKET,
                                        view.expected().packet().sender(),
                                        view.expected().packet().number()))
                        .toList();
        BatchBody.write(out, CombinedCalls.DETAILS_PATH, credentials, tickets);
    }

    @Override
    public Verdict answered(int status, ByteBuf body) {
        if (status != OK) {
            return new Verdict(false, 0, views.size(), Verdict.reason(status));
        }
        InputStream text = new ByteBufInputStream(body);
        List<CombinedAnswers.Answer> answers =
                JSON.readValue(text, CombinedAnswers.class).answers();
        int acknowledged = 0;
        String reason = "";
        for (int i = 0; i < views.size(); i++) {
            String details = answers.get(i).body();
            if (details != null && views.get(i).expected().agreesWith(Http.bytes(details))) {
                acknowledged++;
            } else {
                reason = ExpectedDetails.WRONG;
            }
        }
        return new Verdict(false, acknowledged, views.size() - acknowledged, reason);
    }
}
