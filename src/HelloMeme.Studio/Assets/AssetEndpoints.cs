using System.ComponentModel.DataAnnotations;
using HelloMeme.Media;
using HelloMeme.Studio.Films;
using HelloMeme.Studio.Visitors;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace HelloMeme.Studio.Assets;

/// <summary>An asset as its owner sees it. Width and height are 0 of a recording, which has no picture. NeedsTrim: an analysis takes at most a minute of it.</summary>
public sealed record AssetAnswer(
    Guid Id, [property: AllowedValues("picture", "clip", "sound")] string Kind, string Format, long Size, int Width, int Height, double? Seconds, bool HasSound, bool NeedsTrim, string? Name, DateTimeOffset Created, string? Picture)
{
    public static AssetAnswer From(Asset a) => new(
        a.Id, a.Kind.ToString().ToLowerInvariant(), a.Format, a.Size, a.Width, a.Height, a.Seconds, a.HasSound, a.Kind is AssetKind.Clip && a.Seconds > MediaLimits.VideoSeconds, a.Name, a.Created,
        a.Kind is AssetKind.Sound ? null : $"/api/assets/{a.Id}/picture");
}

/// <summary>A visitor's own pictures and clips over HTTP. Originals are never served, only pixels encoded anew.</summary>
public static class AssetEndpoints
{
    public static IServiceCollection AddAssets(this IServiceCollection services) => services
        .AddSingleton<AssetStore>().AddSingleton<AssetPicture>().AddSingleton<AssetCopies>().AddSingleton<UploadStore>().AddHostedService<UploadSweeper>();

    public static void MapAssets(this IEndpointRouteBuilder app)
    {
        var routes = app.MapGroup("/api/assets").RequireAuthorization().WithTags("Assets");
        routes.MapGet("", async (HttpContext http, AssetStore assets, CancellationToken token) =>
            (await assets.ListAsync(http.User.RequiredOwner(), token)).Select(AssetAnswer.From).ToArray()).WithName("listAssets").WithSummary("Your pictures, clips and recordings, newest first");
        routes.MapGet("{id:guid}", async (Guid id, HttpContext http, AssetStore assets, CancellationToken token) =>
            AssetAnswer.From(await assets.FindAsync(http.User.RequiredOwner(), id, token))).WithName("getAsset").WithSummary("One of them");
        routes.MapGet("{id:guid}/picture", PictureAsync).Produces<Stream>(contentType: AssetPicture.ContentType).WithName("getAssetPicture")
            .WithSummary("Its pixels (of a clip the first frame), encoded anew; size is the wanted long side in pixels, up to 2048");
        routes.MapGet("{id:guid}/film", async (Guid id, HttpContext http, AssetStore assets, AssetCopies copies, CancellationToken token) =>
            Play(http, await copies.FilmAsync(await assets.FindAsync(http.User.RequiredOwner(), id, token), token), AssetCopies.FilmType)).Produces<Stream>(contentType: AssetCopies.FilmType)
            .WithName("getAssetFilm").WithSummary("A clip to step through: coded anew, silent, long side 320 pixels, each frame a key frame, at the rate of its motion; made when first asked for");
        routes.MapGet("{id:guid}/sound", async (Guid id, HttpContext http, AssetStore assets, AssetCopies copies, CancellationToken token) =>
            Play(http, await copies.SoundAsync(await assets.FindAsync(http.User.RequiredOwner(), id, token), token), AssetCopies.SoundType)).Produces<Stream>(contentType: AssetCopies.SoundType)
            .WithName("getAssetSound").WithSummary("The sound of a clip or a recording as WAV of one channel, 16 bits, 32 kHz; made when first asked for");
        routes.MapDelete("{id:guid}", DeleteAsync).WithName("deleteAsset").WithSummary("Delete it, and what analyses found in it; memes made of it stay");
    }

    public static string PictureAddress(Guid asset) => $"/api/assets/{asset}/picture?size=512";

    public static string FilmAddress(Guid clip) => $"/api/assets/{clip}/film";

    public static string SoundAddress(Guid clip) => $"/api/assets/{clip}/sound";

    // Kept by the browser, asked about each time: deleted is gone.
    private static IResult Play(HttpContext http, string path, string type)
    {
        http.Response.Headers.CacheControl = "private, no-cache";
        return Results.File(path, type, entityTag: new EntityTagHeaderValue($"\"{Path.GetFileName(path)}\""), enableRangeProcessing: true);
    }

    private static async Task<NoContent> DeleteAsync(Guid id, HttpContext http, AssetStore assets, CancellationToken token)
    {
        await assets.DeleteAsync(http.User.RequiredOwner(), id, token);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> PictureAsync(Guid id, int? size, string? framing, HttpContext http, AssetStore assets, AssetPicture pictures, CancellationToken token)
    {
        var asset = await assets.FindAsync(http.User.RequiredOwner(), id, token);
        var side = AssetPicture.Side(size);
        var part = Framing.Parse(framing);
        var tag = new EntityTagHeaderValue($"\"{asset.Id:N}-{side}-{part}\"");
        http.Response.Headers.CacheControl = "private, no-cache"; // kept by the browser, asked about each time: deleted is gone
        if (http.Request.GetTypedHeaders().IfNoneMatch.Any(t => t.Compare(tag, useStrongComparison: false))) return Results.StatusCode(StatusCodes.Status304NotModified);
        return Results.File(await pictures.ReadAsync(asset, side, part, token), AssetPicture.ContentType, entityTag: tag);
    }
}
