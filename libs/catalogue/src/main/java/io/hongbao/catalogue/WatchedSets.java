package io.hongbao.catalogue;

import io.hongbao.catalogue.file.CatalogueException;
import io.hongbao.catalogue.file.FileFormat;
import io.hongbao.catalogue.file.FollowedFile;
import io.hongbao.contracts.id.SetId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The SETs there are now: follows {@code sets.yaml} while the process runs. */
public final class WatchedSets extends FollowedFile<SetCatalogue> {

    private static final FileFormat<SetCatalogue> FORMAT = new SetsFormat();

    private WatchedSets(Path file, Duration poll, InstantSource clock) {
        super(FORMAT, file, poll, clock);
    }

    private WatchedSets(SetCatalogue catalogue, InstantSource clock) {
        super(FORMAT, catalogue, clock);
    }

    /** As {@link FollowedFile#FollowedFile(FileFormat, Path, Duration, InstantSource)}. */
    public static WatchedSets read(Path file, Duration poll, InstantSource clock) {
        return new WatchedSets(file, poll, clock);
    }

    /** A catalogue that never changes. */
    public static WatchedSets fixed(SetCatalogue catalogue, InstantSource clock) {
        return new WatchedSets(catalogue, clock);
    }

    static final class SetsFormat implements FileFormat<SetCatalogue> {

        @Override
        public String name() {
            return "catalogue";
        }

        @Override
        public SetCatalogue judge(String file, String text, @Nullable SetCatalogue running) {
            SetCatalogue wanted = SetCatalogue.parse(file, text);
            if (running != null) {
                checkTakenOut(file, running, wanted);
                checkStaysLost(file, running, wanted);
            }
            return wanted;
        }

        /** What a SET still has to give must not be out of reach by a slip of the hand. */
        private static void checkTakenOut(String file, SetCatalogue running, SetCatalogue wanted) {
            for (SetEntry set : running.sets()) {
                if (!set.drained()
                        && wanted.find(set.id()).isEmpty()
                        && !wanted.lost().contains(set.id())) {
                    throw new CatalogueException(
                            String.format(
                                    Locale.ROOT,
                                    "%s: must be drained (weight 0) before it is taken out: set=%s weight=%d",
                                    file,
                                    set.id(),
                                    set.weight()));
                }
            }
        }

        /** What was paid in it may have been given back. */
        private static void checkStaysLost(String file, SetCatalogue running, SetCatalogue wanted) {
            for (SetId set : running.lost()) {
                if (!wanted.lost().contains(set)) {
                    throw new CatalogueException(file + ": must stay lost: true: set=" + set);
                }
            }
        }

        @Override
        public Object summary(SetCatalogue catalogue) {
            return catalogue.weights();
        }
    }
}
