using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace HelloMeme.Studio.Visitors;

/// <summary>How often a visitor may start uploads and renders, and save: a full bucket at once, then evenly. Requests of one address share a larger
/// bucket, so that throwing the cookie away gains little.</summary>
public static class VisitorRates
{
    /// <summary>Name these in RequireRateLimiting.</summary>
    public const string Uploads = "uploads", Renders = "renders", Saves = "saves";

    private const int VisitorsPerAddress = 8;

    public static IServiceCollection AddVisitorLimits(this IServiceCollection services) => services.AddRateLimiter(limiter =>
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.AddPolicy(Uploads, c => Bucket("visitor:" + (c.User.Owner() ?? Address(c)), PerMinute(c, Uploads)));
        limiter.AddPolicy(Renders, c => Bucket("visitor:" + (c.User.Owner() ?? Address(c)), PerMinute(c, Renders)));
        limiter.AddPolicy(Saves, c => Bucket("visitor:" + (c.User.Owner() ?? Address(c)), PerMinute(c, Saves)));
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(c => c.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName is { } policy
            ? Bucket($"{policy}:{Address(c)}", VisitorsPerAddress * PerMinute(c, policy))
            : RateLimitPartition.GetNoLimiter(""));
        limiter.OnRejected = static (rejected, _) =>
        {
            var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var time) ? time : TimeSpan.FromMinutes(1);
            var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
            rejected.HttpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            return new(rejected.HttpContext.AnswerAsync(StatusCodes.Status429TooManyRequests, "too-often", $"That was a lot in a short time: try again in {seconds} s."));
        };
    });

    private static RateLimitPartition<string> Bucket(string key, int perMinute) => RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions
    {
        TokenLimit = perMinute,
        TokensPerPeriod = 1,
        ReplenishmentPeriod = TimeSpan.FromMinutes(1) / perMinute,
        QueueLimit = 0,
    });

    private static int PerMinute(HttpContext context, string policy)
    {
        var limits = context.RequestServices.GetRequiredService<IOptions<StudioOptions>>().Value.Limits;
        return policy switch { Uploads => limits.UploadsPerMinute, Saves => limits.SavesPerMinute, _ => limits.RendersPerMinute };
    }

    private static string Address(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "";
}
