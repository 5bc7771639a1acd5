package io.hongbao.packet;

import io.hongbao.events.replay.ReplayProgram;
import io.hongbao.packet.archive.ArchiveProgram;
import io.hongbao.packet.content.MomentKeysProgram;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/**
 * Starts the packet service. With {@code --archive-before=DATE} it serves nothing: it archives old
 * days and ends, see {@link ArchiveProgram}; with {@code --replay=GROUP} it publishes dead letters
 * again and ends, see {@link ReplayProgram}; with {@code --moment-keys} it prints the public keys
 * of moments and ends, see {@link MomentKeysProgram}.
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
        if (MomentKeysProgram.asked(arguments)) {
            System.exit(MomentKeysProgram.run(arguments));
        }
        SpringApplication.run(PacketServiceApplication.class, arguments);
    }
}
