package io.hongbao.pay.proof;

/** Whether payments need a proof. */
public enum ProofMode {
    OFF,
    REQUIRED
}
