{{/* Names are RELEASE-PART. */}}
{{- define "genrestream.labels" -}}
app.kubernetes.io/name: genrestream
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .part }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ .root.Chart.Name }}-{{ .root.Chart.Version }}
{{- end }}

{{- define "genrestream.selector" -}}
app.kubernetes.io/name: genrestream
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .part }}
{{- end }}

{{- define "genrestream.image" -}}
{{ .root.Values.image.registry }}/{{ .image }}:{{ .root.Values.image.tag | default .root.Chart.AppVersion }}
{{- end }}

{{- define "genrestream.container-security" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}

{{- define "genrestream.pod-security" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{/* The Secret of a part, which is a user of its own or shares one. */}}
{{- define "genrestream.secret" -}}
{{ get .root.Values.kafka.secrets .part | default .root.Values.kafka.secret }}
{{- end }}

{{/* How many instances of a Streams service can work: one for each partition. */}}
{{- define "genrestream.most" -}}
{{ min (int .values.autoscaling.maxReplicas) (int .root.Values.partitions) }}
{{- end }}

{{/* What the pods of the three services have in common: .root, .part, .port, .management, .values. */}}
{{- define "genrestream.pod" -}}
metadata:
  labels:
    {{- include "genrestream.labels" . | nindent 4 }}
  annotations:
    checksum/config: {{ include (print .root.Template.BasePath "/config.yaml") .root | sha256sum }}
spec:
  automountServiceAccountToken: false
  # GENRESTREAM_INGEST_PORT and the like are no settings of ours.
  enableServiceLinks: false
  terminationGracePeriodSeconds: {{ .values.terminationGracePeriodSeconds }}
  securityContext:
    {{- include "genrestream.pod-security" . | nindent 4 }}
  {{- with .root.Values.image.pullSecrets }}
  imagePullSecrets:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  topologySpreadConstraints:
    - maxSkew: 1
      topologyKey: kubernetes.io/hostname
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          {{- include "genrestream.selector" . | nindent 10 }}
  containers:
    - name: {{ .part }}
      image: {{ include "genrestream.image" (dict "root" .root "image" .part) }}
      imagePullPolicy: {{ .root.Values.image.pullPolicy }}
      env:
        - name: QUARKUS_CONFIG_LOCATIONS
          value: /etc/genrestream/config/genrestream.properties{{ if include "genrestream.secret" . }},/etc/genrestream/secret/kafka.properties{{ end }}
        {{- if ne .part "ingest" }}
        # Stable, so that an instance that comes back goes on with its partitions.
        - name: GENRESTREAM_INSTANCE
          valueFrom:
            fieldRef:
              fieldPath: metadata.name
        {{- else }}
        # Uploads under way come to their end.
        - name: QUARKUS_SHUTDOWN_TIMEOUT
          value: 25S
        {{- end }}
        {{- with .root.Values.traces }}
        {{- if .endpoint }}
        - name: OTEL_EXPORTER_OTLP_ENDPOINT
          value: {{ .endpoint }}
        - name: OTEL_TRACES_SAMPLER_ARG
          value: {{ .share | quote }}
        {{- end }}
        {{- end }}
      {{- if ne .part "feature" }}
      # Clients are sent elsewhere before it ends.
      lifecycle:
        preStop:
          sleep: {seconds: 5}
      {{- end }}
      ports:
        - name: http
          containerPort: {{ .port }}
        # Health and metrics.
        - name: management
          containerPort: {{ .management }}
      # Restoring state is being alive and not being ready: it may take long.
      startupProbe:
        httpGet: {path: /q/health/live, port: management}
        periodSeconds: 2
        failureThreshold: 60
      livenessProbe:
        httpGet: {path: /q/health/live, port: management}
        periodSeconds: 10
        timeoutSeconds: 5
        failureThreshold: 6
      readinessProbe:
        httpGet: {path: /q/health/ready, port: management}
        periodSeconds: 5
        timeoutSeconds: 5
      resources:
        {{- toYaml .values.resources | nindent 8 }}
      securityContext:
        {{- include "genrestream.container-security" . | nindent 8 }}
      volumeMounts:
        - {name: state, mountPath: /var/lib/genrestream}
        - {name: config, mountPath: /etc/genrestream/config, readOnly: true}
        {{- if include "genrestream.secret" . }}
        - {name: secret, mountPath: /etc/genrestream/secret, readOnly: true}
        {{- end }}
        {{- if and .root.Values.access.secret (ne .part "feature") }}
        - {name: access, mountPath: /etc/genrestream/access, readOnly: true}
        {{- end }}
  volumes:
    # Built anew from the broker when it is lost.
    - name: state
      emptyDir:
        sizeLimit: {{ .values.disk }}
    - name: config
      configMap:
        name: {{ .root.Release.Name }}-config
    {{- if include "genrestream.secret" . }}
    - name: secret
      secret:
        secretName: {{ include "genrestream.secret" . }}
        defaultMode: 0440
    {{- end }}
    {{- if and .root.Values.access.secret (ne .part "feature") }}
    # Read again when it changes.
    - name: access
      secret:
        secretName: {{ .root.Values.access.secret }}
        defaultMode: 0440
    {{- end }}
{{- end }}
