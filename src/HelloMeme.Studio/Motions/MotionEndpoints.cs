using HelloMeme.Reenactment.Motion;

namespace HelloMeme.Studio.Motions;

/// <summary>A shipped motion. Name: what an order calls it. Seconds: how long it lasts at speed 1; it loops.</summary>
public sealed record MotionAnswer(string Name, string Title, string Description, IReadOnlyList<string> Tags, double Seconds)
{
    public static MotionAnswer From(Preset p) => new(p.Name, p.Title, p.Description, p.Tags, p.Track.Length / p.Track.Rate);
}

/// <summary>The motions that everybody can choose, and those that each visitor keeps (<see cref="OwnMotionEndpoints"/>).</summary>
public static class MotionEndpoints
{
    public static IServiceCollection AddMotions(this IServiceCollection services) => services.AddSingleton<MotionStore>().AddSingleton<MotionMaker>();

    public static void MapMotions(this IEndpointRouteBuilder app)
    {
        var routes = app.MapGroup("/api/motions").WithTags("Motions");
        routes.MapGet("", () => Presets.All.Select(MotionAnswer.From).ToArray()).WithName("listMotions").WithSummary("The shipped motions, in the order they are offered");
        routes.MapGet("shipped/{name}", Shipped).Produces<System.Text.Json.JsonElement>().WithName("getShippedMotion").WithSummary("The track of a shipped motion");
        routes.MapOwnMotions();
    }

    private static IResult Shipped(string name, HttpContext http)
    {
        var preset = Presets.Find(name) ?? throw MotionFaults.NotShipped(name);
        http.Response.Headers.CacheControl = "public, no-cache";
        return Results.Text(preset.Track.ToJson(), "application/json");
    }
}
