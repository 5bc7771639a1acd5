package io.hongbao.local.suite;

import io.hongbao.catalogue.ForcedRate;
import io.hongbao.catalogue.RuntimeSettings;
import io.hongbao.catalogue.Switch;
import io.hongbao.catalogue.file.CatalogueException;
import io.hongbao.catalogue.file.CatalogueFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code runtime.yaml}: what is set while the services run, which follow it. */
public final class RuntimeFile {

    private final Path path;

    RuntimeFile(Path path) {
        this.path = path;
    }

    /** Throws {@link CatalogueException} when somebody made a mistake in it. */
    public RuntimeSettings read() {
        return Files.exists(path)
                ? RuntimeSettings.parse(path.toString(), CatalogueFile.text(path))
                : RuntimeSettings.NONE;
    }

    /**
     * Sets how many records a second all instances of a group may take together; empty takes the
     * limit away. Replaces the file at once; comments in it are lost.
     */
    public void limitConsumer(String group, OptionalInt rate) {
        replace(read().withConsumerRate(group, rate));
    }

    /**
     * Switches a function off, and says why, or on, when {@code why} is empty. Replaces the file at
     * once; comments in it are lost.
     */
    public void turn(Switch function, Optional<String> why) {
        replace(read().withSwitch(function, why));
    }

    /**
     * Sets the free rate of moments; empty lets it follow the payments. Replaces the file at once;
     * comments in it are lost.
     */
    public void forceFreeRate(Optional<ForcedRate> forced) {
        replace(read().withFreeRate(forced));
    }

    private void replace(RuntimeSettings settings) {
        String text = settings.yaml();
        RuntimeSettings.parse(path.toString(), text);
        Catalogues.replace(path, text);
    }
}
