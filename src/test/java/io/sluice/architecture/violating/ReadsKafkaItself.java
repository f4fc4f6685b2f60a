package io.sluice.architecture.violating;

import org.apache.kafka.common.TopicPartition;

record ReadsKafkaItself(TopicPartition partition) {}
