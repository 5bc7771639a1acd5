package io.hongbao.bench.traffic;

import io.hongbao.bench.load.Operation;
import io.hongbao.bench.load.Verdict;
import io.netty.buffer.ByteBuf;

/** A call that fails for what the answer's {@code code} says, not for its status alone. */
record NamedRefusal(Operation call) implements Operation {

    private static final JsonScan CODE = JsonScan.text("code");

    @Override
    public void write(ByteBuf out) {
        call.write(out);
    }

    @Override
    public Verdict answered(int status, ByteBuf body) {
        Verdict verdict = call.answered(status, body);
        return verdict.failed() == 0 || status == 0
                ? verdict
                : Verdict.failed((status + " " + CODE.textIn(body)).strip());
    }
}
