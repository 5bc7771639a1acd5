package io.hongbao.contracts.id;

/** ASCII digits, without the other scripts' digits that {@link Character#isDigit} admits. */
final class Digits {

    private Digits() {}

    static boolean only(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return false;
            }
        }
        return true;
    }
}
