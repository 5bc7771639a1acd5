package io.hongbao.packet;

import io.hongbao.events.replay.ReplayProgram;
import io.hongbao.packet.archive.ArchiveProgram;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/**
 * Starts the packet service. With {@code --archive-before=DATE} it serves nothing: it archives old
 * days and ends, see {@link ArchiveProgram}; with {@code --replay=GROUP} it publishes dead letters
 * again and ends, see {@link ReplayProgram}.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
public class PacketServiceApplication {

    public static void main(String[] arguments) {
        if (ArchiveProgram.asked(arguments)) {
            System.exit(ArchiveProgram.run(arguments));
        }
        if (ReplayProgram.asked(arguments)) {
            System.exit(ReplayProgram.run(arguments));
        }
        SpringApplication.run(PacketServiceApplication.class, arguments);
    }
}
