package io.hongbao.packet;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the packet service. */
@SpringBootApplication
public class PacketServiceApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(PacketServiceApplication.class, arguments);
    }
}
