package io.genrestream.kit.settings;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Duration;

/** A duration from a least to a most, both as ISO 8601 has them ({@code PT30S}). */
@Documented
@Constraint(validatedBy = DurationRange.Validator.class)
@Target({ElementType.METHOD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface DurationRange {
    String min();

    String max();

    String message() default "must be {min} to {max}, not ${validatedValue}";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Called by Hibernate Validator. */
    final class Validator implements ConstraintValidator<DurationRange, Duration> {
        private Duration min;
        private Duration max;

        @Override
        public void initialize(DurationRange range) {
            min = Duration.parse(range.min());
            max = Duration.parse(range.max());
        }

        @Override
        public boolean isValid(Duration value, ConstraintValidatorContext context) {
            return value == null || value.compareTo(min) >= 0 && value.compareTo(max) <= 0;
        }
    }
}
