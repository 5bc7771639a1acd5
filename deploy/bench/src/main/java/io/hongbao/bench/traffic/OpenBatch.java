package io.hongbao.bench.traffic;

import io.hongbao.bench.check.AnswerLog;
import io.hongbao.bench.load.Operation;
import io.hongbao.bench.load.Verdict;
import io.hongbao.bench.traffic.OpenTurns.Turn;
import io.hongbao.contracts.call.CombinedCalls;
import io.hongbao.contracts.call.OpenAnswers;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufInputStream;
import java.io.InputStream;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Many opens in one call to the packet service, as the gateway sends them. */
record OpenBatch(List<Turn> turns, Credentials credentials, AnswerLog answerLog)
        implements Operation {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int OK = 200;
    private static final int CONFLICT = 409;
    private static final int UNAVAILABLE = 503;

    @Override
    public void write(ByteBuf out) {
        List<String> tickets =
                turns.stream()
                        .map(turn ->
                                credentials.ticket(
                                        io.hongbao.contracts.ticket.Operation.OPEN,
                                        turn.user(),
                                        turn.packet().number()))
                        .toList();
        BatchBody.write(out, CombinedCalls.OPENS_PATH, credentials, tickets);
    }

    @Override
    public Verdict answered(int status, ByteBuf body) {
        if (status != OK) {
            turns.forEach(turn -> answerLog.notOpened(turn.user(), turn.packet().number(), status));
            return new Verdict(false, 0, turns.size(), Verdict.reason(status));
        }
        InputStream text = new ByteBufInputStream(body);
        List<OpenAnswers.Answer> answers = JSON.readValue(text, OpenAnswers.class).answers();
        int acknowledged = 0;
        String reason = "";
        for (int i = 0; i < turns.size(); i++) {
            Turn turn = turns.get(i);
            OpenAnswers.Answer answer = answers.get(i);
            Long amountFen = answer.amountFen();
            if (amountFen != null) {
                answerLog.opened(turn.user(), turn.packet().number(), amountFen);
                turn.packet().opens().add(amountFen);
                acknowledged++;
            } else {
                reason = String.valueOf(answer.problem());
                answerLog.notOpened(turn.user(), turn.packet().number(), outcome(reason));
            }
        }
        return new Verdict(false, acknowledged, turns.size() - acknowledged, reason);
    }

    /** A refusal, unless the problem leaves open whether there was an effect. */
    private static int outcome(String problem) {
        return problem.startsWith("packet_") || problem.equals("too_many_requests")
                ? CONFLICT
                : UNAVAILABLE;
    }
}
