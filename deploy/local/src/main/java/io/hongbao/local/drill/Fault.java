package io.hongbao.local.drill;

import io.hongbao.contracts.id.SetId;
import java.util.Optional;

/** What happens to the suite, and how it is made good again. */
interface Fault {

    /** Before any load. */
    void prepare();

    void strike();

    /** May be called more than once, and after a strike that failed half-way. */
    void heal();

    /** After the load: what only the drill needed goes. */
    void tidy();

    /** The SET whose packets cannot be served between strike and healing. */
    default Optional<SetId> deadSet() {
        return Optional.empty();
    }

    /** The SET that is there only after the strike. */
    default Optional<SetId> newSet() {
        return Optional.empty();
    }

    /** Whether several programs start, which takes the processors: a phase of its own. */
    default boolean startsMany() {
        return false;
    }

    /** What was done, in the past tense. */
    String struck();

    String healed();
}
