package io.hongbao.bench.profile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What JFR records, as a file that JVMs read: methods that run, and what they allocate. */
record JfrSettings(Path file) {

    private static final String EVENTS =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <configuration version="2.0" label="hongbao bench">
              <event name="jdk.ExecutionSample">
                <setting name="enabled">true</setting>
                <setting name="period">10 ms</setting>
              </event>
              <event name="jdk.ObjectAllocationSample">
                <setting name="enabled">true</setting>
                <setting name="throttle">1000/s</setting>
              </event>
            </configuration>
            """;

    static JfrSettings in(Path directory) throws IOException {
        return new JfrSettings(Files.writeString(directory.resolve("bench.jfc"), EVENTS));
    }
}
