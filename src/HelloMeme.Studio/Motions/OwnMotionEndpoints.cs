using System.Globalization;
using System.Text;
using System.Text.Json;
using HelloMeme.Studio.Api;
using HelloMeme.Studio.Visitors;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace HelloMeme.Studio.Motions;

/// <summary>A motion as its owner sees it. Driver: what it was captured from, null once that is deleted. Page: where it is edited.</summary>
public sealed record OwnMotionAnswer(Guid Id, string Name, int Revision, double Seconds, Guid? Driver, DateTimeOffset Created, DateTimeOffset Changed, string Page)
{
    public static OwnMotionAnswer From(Motion m) => new(m.Id, m.Name, m.Revision, m.Seconds, m.DriverId, m.Created, m.Changed, $"/motion/{m.Id}");
}

/// <summary>A visitor's own motions over HTTP: what travels is a project, docs/motion-project.schema.json, and its ETag is its revision.</summary>
internal static class OwnMotionEndpoints
{
    private const string Json = "application/json";

    public static void MapOwnMotions(this RouteGroupBuilder motions)
    {
        var routes = motions.MapGroup("").RequireAuthorization();
        routes.MapGet("mine", async (HttpContext http, MotionStore store, CancellationToken token) =>
            (await store.ListAsync(http.User.RequiredOwner(), token)).Select(OwnMotionAnswer.From).ToArray()).WithName("listOwnMotions").WithSummary("The motions that you keep, the last changed first");
        routes.MapPost("", async (MotionWish wish, HttpContext http, MotionMaker maker, CancellationToken token) =>
            Created(http, await maker.MakeAsync(http.User.RequiredOwner(), wish, token))).RequireRateLimiting(VisitorRates.Uploads).WithName("makeMotion")
            .WithSummary("Keep a motion to be edited; of a driver that was not analysed yet the answer waits for that");
        routes.MapGet("{id:guid}", ReadAsync).Produces<JsonElement>().Produces(StatusCodes.Status304NotModified).WithName("getMotion").WithSummary("The project of a motion; its ETag is what a change of it names");
        routes.MapPut("{id:guid}", SaveAsync).Accepts<JsonElement>(Json).Produces<OwnMotionAnswer>()
            .Produces<Problem>(StatusCodes.Status412PreconditionFailed, ApiFaults.ProblemJson).Produces<Problem>(StatusCodes.Status428PreconditionRequired, ApiFaults.ProblemJson)
            .RequireRateLimiting(VisitorRates.Saves).WithName("saveMotion").WithSummary("Its next revision; If-Match names the one it was made from");
        routes.MapPost("{id:guid}/copy", async (Guid id, HttpContext http, MotionStore store, CancellationToken token) =>
            Created(http, await store.CopyAsync(http.User.RequiredOwner(), id, token))).RequireRateLimiting(VisitorRates.Uploads).WithName("copyMotion").WithSummary("Another one like it");
        routes.MapPost("{id:guid}/capture", async (Guid id, HttpContext http, MotionMaker maker, CancellationToken token) =>
            Results.Text((await maker.CaptureAgainAsync(http.User.RequiredOwner(), id, token)).ToJson(), Json)).Produces<JsonElement>().RequireRateLimiting(VisitorRates.Renders)
            .WithName("captureMotionAgain").WithSummary("The track that its driver gives, for its captured layer; nothing is changed");
        routes.MapDelete("{id:guid}", DeleteAsync).WithName("deleteMotion").WithSummary("Delete it; films made with it stay");
    }

    private static async Task<IResult> ReadAsync(Guid id, HttpContext http, MotionStore store, CancellationToken token)
    {
        var (motion, project) = await store.ReadAsync(http.User.RequiredOwner(), id, token);
        http.Response.Headers.CacheControl = "private, no-cache";
        http.Response.Headers.ETag = TagOf(motion).ToString();
        return http.Request.GetTypedHeaders().IfNoneMatch.Any(t => t.Compare(TagOf(motion), useStrongComparison: false))
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Bytes(project, Json);
    }

    private static async Task<Ok<OwnMotionAnswer>> SaveAsync(Guid id, HttpContext http, MotionStore store, IOptions<StudioOptions> options, CancellationToken token)
    {
        var owner = http.User.RequiredOwner();
        await store.FindAsync(owner, id, token);
        var from = RevisionOf(http.Request);
        var saved = await store.SaveAsync(owner, id, from, await BodyAsync(http.Request, options.Value.Limits.MotionMegabytes, token), token);
        http.Response.Headers.ETag = TagOf(saved).ToString();
        return TypedResults.Ok(OwnMotionAnswer.From(saved));
    }

    private static async Task<NoContent> DeleteAsync(Guid id, HttpContext http, MotionStore store, CancellationToken token)
    {
        await store.DeleteAsync(http.User.RequiredOwner(), id, token);
        return TypedResults.NoContent();
    }

    private static Created<OwnMotionAnswer> Created(HttpContext http, Motion motion)
    {
        http.Response.Headers.ETag = TagOf(motion).ToString();
        return TypedResults.Created($"/api/motions/{motion.Id}", OwnMotionAnswer.From(motion));
    }

    private static EntityTagHeaderValue TagOf(Motion motion) => new(string.Create(CultureInfo.InvariantCulture, $"\"{motion.Revision}\""));

    // Null for "*", whichever is the newest. What is no revision at all is an old one.
    private static int? RevisionOf(HttpRequest request)
    {
        var named = request.GetTypedHeaders().IfMatch;
        if (named.Count == 0) throw MotionFaults.RevisionMissing();
        if (named is [var any] && any.Equals(EntityTagHeaderValue.Any)) return null;
        return named is [var tag] && int.TryParse(tag.Tag.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? revision : throw MotionFaults.Stale();
    }

    // At most one byte more than may be kept.
    private static async Task<string> BodyAsync(HttpRequest request, int megabytes, CancellationToken token)
    {
        var most = megabytes * 1_000_000L;
        using var body = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int read; (read = await request.Body.ReadAsync(buffer, token)) > 0;)
        {
            body.Write(buffer, 0, read);
            if (body.Length > most) throw MotionFaults.TooLarge(megabytes);
        }

        return Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length);
    }
}
