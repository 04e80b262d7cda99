using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using HelloMeme.Media;

namespace HelloMeme.Studio.Gallery;

/// <summary>A meme as its owner sees it; Seconds of film, sides in pixels. Link: the page to share. Files: addresses by format.</summary>
public sealed record MemeAnswer(
    Guid Id, string Title, DateTimeOffset Created, int Width, int Height, double Seconds, bool Starred, [property: AllowedValues("private", "unlisted")] string Visibility,
    string Link, IReadOnlyDictionary<string, string> Files)
{
    public static MemeAnswer From(Meme m) => new(m.Id, m.Title, m.Created, m.Width, m.Height, m.Seconds, m.Starred, m.Visibility.ToString().ToLowerInvariant(), $"/m/{m.Token}",
        Enum.GetNames<MemeFormat>().Select(f => f.ToLowerInvariant()).ToDictionary(f => f, f => $"/api/memes/{m.Id}/files/{f}", StringComparer.Ordinal));
}

/// <summary>What is left out stays. Title: 1 to 80 characters. Private: only you see it; unlisted: whoever has the link.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record MemeChange
{
    private const int TitleCharacters = 80;

    public string? Title { get; init; }

    public bool? Starred { get; init; }

    [AllowedValues("private", "unlisted")]
    public string? Visibility { get; init; }

    /// <exception cref="UserFaultException">"bad-change".</exception>
    public void Apply(Meme meme)
    {
        if (Title is { } title) meme.Title = title.Trim() is { Length: > 0 and <= TitleCharacters } words ? words : throw BadChange($"This title cannot be used: write 1 to {TitleCharacters} characters.");
        meme.Starred = Starred ?? meme.Starred;
        meme.Visibility = Visibility switch
        {
            null => meme.Visibility,
            "private" => MemeVisibility.Private,
            "unlisted" => MemeVisibility.Unlisted,
            _ => throw BadChange("This visibility is not known: choose private or unlisted."),
        };
    }

    private static UserFaultException BadChange(string sentence) => new("bad-change", sentence);
}
