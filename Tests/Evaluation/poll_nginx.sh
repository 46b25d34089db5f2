# Sourced by the scripts that poll over a loopback nginx: serves $work/feeds on 127.0.0.1:$port, and
# logs the status of each answer.
mkdir -p "$work/logs" "$work/tmp"
cat > "$work/nginx.conf" <<CONF
$([ "$(id -u)" = 0 ] && echo "user root;") worker_processes 1; pid nginx.pid; error_log logs/error.log; daemon on;
events { worker_connections 4096; }
http { log_format short '\$status'; access_log logs/access.log short; sendfile on;
 keepalive_requests 100000; types { application/xml xml; }
 client_body_temp_path tmp/c; proxy_temp_path tmp/p; fastcgi_temp_path tmp/f;
 uwsgi_temp_path tmp/u; scgi_temp_path tmp/s;
 server { listen 127.0.0.1:$port; root feeds; etag on; } }
CONF
nginx -p "$work" -c "$work/nginx.conf"

answers() { sort "$work/logs/access.log" | uniq -c | awk '{printf "%s%s x %s", s, $1, $2; s=", "}'; : > "$work/logs/access.log"; }
