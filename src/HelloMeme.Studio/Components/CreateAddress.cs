using HelloMeme.Studio.Jobs;
using Microsoft.AspNetCore.Components;

namespace HelloMeme.Studio.Components;

/// <summary>How a choice of motion stands in the address of the Create page, and how one gets from there to the editor and back with everything else chosen.</summary>
public static class CreateAddress
{
    /// <summary>Parameters of a choice; null takes one away. A track is too long for an address.</summary>
    public static IReadOnlyDictionary<string, object?> Of(MotionChoice motion)
    {
        var driver = motion.Track is null ? motion : new MotionChoice();
        return new Dictionary<string, object?>
        {
            ["motion"] = motion.Preset,
            ["mine"] = motion.Motion,
            ["driver"] = driver.Driver,
            ["driverface"] = driver.Face,
            ["from"] = driver.From,
            ["to"] = driver.To,
        };
    }

    /// <summary>The Create page as this page's address has it, with another motion.</summary>
    public static string WithMotion(NavigationManager navigation, MotionChoice motion) =>
        navigation.GetUriWithQueryParameters(navigation.ToAbsoluteUri("/" + new Uri(navigation.Uri).Query).ToString(), Of(motion));

    /// <summary>The editor of a kept motion, from the Create page.</summary>
    public static string Editor(NavigationManager navigation, Guid motion) => $"/motion/{motion}{new Uri(navigation.Uri).Query}";
}
