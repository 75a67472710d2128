package io.genrestream.testkit;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.validator.BeanValidationConfigValidator;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.util.HashMap;
import java.util.Map;

/** Reads a service's settings as the service does, without starting it. */
public final class TestSettings {
    private static final ValidatorFactory VALIDATORS = Validation.buildDefaultValidatorFactory();

    private TestSettings() {}

    /** The defaults and what is given; of what has no default, the registry's address. */
    public static <S> S read(Class<S> type, Map<String, String> given) {
        Map<String, String> all = new HashMap<>(given);
        all.put("genrestream.schema-registry", "http://127.0.0.1:1");
        return new SmallRyeConfigBuilder()
                .withMapping(type)
                .withSources(new PropertiesConfigSource(all, "test", 100))
                .addDiscoveredConverters()
                .withValidator(new BeanValidationConfigValidator() {
                    @Override
                    public Validator getValidator() {
                        return VALIDATORS.getValidator();
                    }
                })
                .build()
                .getConfigMapping(type);
    }
}
