using HelloMeme.Media;
using HelloMeme.Studio.Jobs;
using Microsoft.AspNetCore.Components;

namespace HelloMeme.Studio.Components.Controls;

/// <summary>What the analysis says of the portrait, under the portrait, with the remedy as a button where there is one.</summary>
public sealed partial class PortraitNotes
{
    [Parameter]
    public bool Looking { get; set; }

    [Parameter]
    public AssetLook? Look { get; set; }

    [Parameter]
    public UserFaultException? Fault { get; set; }

    /// <summary>Turn the photo by a quarter.</summary>
    [Parameter]
    public EventCallback OnTurn { get; set; }

    /// <summary>Choose a part of the photo.</summary>
    [Parameter]
    public EventCallback OnCrop { get; set; }

    [Parameter]
    public EventCallback OnAnother { get; set; }
}
