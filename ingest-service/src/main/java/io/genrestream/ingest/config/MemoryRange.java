package io.genrestream.ingest.config;

import io.quarkus.runtime.configuration.MemorySize;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.math.BigInteger;
import org.hibernate.validator.constraintvalidation.HibernateConstraintValidatorContext;

/** A memory size from a least to a most (bytes). */
@Documented
@Constraint(validatedBy = MemoryRange.Validator.class)
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface MemoryRange {
    long min();

    long max();

    String message() default "must be {min} to {max} bytes, not {given}";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Called by Hibernate Validator. */
    final class Validator implements ConstraintValidator<MemoryRange, MemorySize> {
        private BigInteger min;
        private BigInteger max;

        @Override
        public void initialize(MemoryRange range) {
            min = BigInteger.valueOf(range.min());
            max = BigInteger.valueOf(range.max());
        }

        @Override
        public boolean isValid(MemorySize value, ConstraintValidatorContext context) {
            if (value == null) {
                return true;
            }
            // The value's own text is not its size.
            context.unwrap(HibernateConstraintValidatorContext.class)
                    .addMessageParameter("given", value.asBigInteger());
            return value.asBigInteger().compareTo(min) >= 0
                    && value.asBigInteger().compareTo(max) <= 0;
        }
    }
}
