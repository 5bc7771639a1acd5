package io.hongbao.bench.yardstick;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The yardstick hello: what an endpoint costs that does nothing. A program of its own, with Boot's
 * defaults but for virtual threads, which all our services use.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@RestController
public class HelloMain {

    static final String PATH = "/hello";

    public static void main(String[] arguments) {
        SpringApplication.run(HelloMain.class, arguments);
    }

    @GetMapping(PATH)
    String hello() {
        return "hello";
    }
}
