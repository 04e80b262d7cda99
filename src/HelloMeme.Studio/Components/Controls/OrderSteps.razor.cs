using HelloMeme.Studio.Jobs;
using Microsoft.AspNetCore.Components;

namespace HelloMeme.Studio.Components.Controls;

/// <summary>What comes after the portrait: motion, words, format.</summary>
public sealed partial class OrderSteps
{
    [Parameter]
    [EditorRequired]
    public required string Owner { get; set; }

    [Parameter]
    [EditorRequired]
    public required RenderOrder Order { get; set; }

    [Parameter]
    public EventCallback<MotionChoice> OnMotion { get; set; }

    /// <summary>As in <see cref="FilmSettings"/>.</summary>
    [Parameter]
    public EventCallback<Func<RenderOrder, RenderOrder>> OnChange { get; set; }

    // The driver of a track is not what moves the face.
    private MotionChoice Driver => Order.Motion.Track is null ? Order.Motion : new MotionChoice();
}
