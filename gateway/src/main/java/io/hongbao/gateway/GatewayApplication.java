package io.hongbao.gateway;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The gateway as a process. */
@SpringBootApplication
public class GatewayApplication {

    public static void main(String[] args) {
        // Less than services keep idle connections (Tomcat: 20 s), so that ours are never stale.
        System.setProperty("jdk.httpclient.keepalive.timeout", "15");
        SpringApplication.run(GatewayApplication.class, args);
    }
}
