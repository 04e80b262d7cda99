using HelloMeme.Reenactment.Motion;

namespace HelloMeme.Studio.Motions;

/// <summary>A shipped motion. Name: what an order calls it. Seconds: how long it lasts at speed 1; it loops.</summary>
public sealed record MotionAnswer(string Name, string Title, string Description, IReadOnlyList<string> Tags, double Seconds)
{
    public static MotionAnswer From(Preset p) => new(p.Name, p.Title, p.Description, p.Tags, p.Track.Length / p.Track.Rate);
}

/// <summary>The motions that everybody can choose.</summary>
public static class MotionEndpoints
{
    public static void MapMotions(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/motions", () => Presets.All.Select(MotionAnswer.From).ToArray()).WithName("listMotions").WithSummary("The shipped motions, in the order they are offered").WithTags("Motions");
}
