package io.hongbao.testkit.rules.canary;

import java.util.Date;

/** Measures time as in 1996. */
@SuppressWarnings("JavaUtilDate") // That is what the canary is for.
final class OldDate {

    String text(Date date) {
        return date.toString();
    }
}
