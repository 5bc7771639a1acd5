package io.hongbao.pay.parked;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How parked payments are looked after.
 *
 * @param interval between two looks whether a SET that has some takes payments again
 */
@ConfigurationProperties("hongbao.pay.parked")
record ParkedSettings(@DefaultValue("10s") Duration interval) {}
