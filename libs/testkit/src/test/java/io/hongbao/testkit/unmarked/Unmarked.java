package io.hongbao.testkit.unmarked;

/** Has no package-info beside it, on purpose. */
public final class Unmarked {

    private Unmarked() {}
}
